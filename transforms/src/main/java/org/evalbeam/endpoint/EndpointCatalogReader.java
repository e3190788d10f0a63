package org.evalbeam.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.evalbeam.spec.BaseUrl;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.StrictYaml;
import org.jspecify.annotations.Nullable;

/** Reads an endpoint catalog from YAML and reports everything wrong with it at once. */
public final class EndpointCatalogReader {

  private static final String DEFAULT_JUDGE = "gpt-4o-mini";
  private static final String DEFAULT_EMBEDDING_MODEL = "text-embedding-3-small";
  private static final List<String> TOP =
      List.of("default_judge", "default_embedding_model", "endpoints");
  private static final List<String> ENTRY =
      List.of(
          "base_url",
          "models",
          "api_key",
          "send_to",
          "protocol",
          "headers",
          "max_in_flight",
          "requests_per_minute",
          "tokens_per_minute",
          "input_tokens_per_minute",
          "output_tokens_per_minute",
          "attempts",
          "retry_for",
          "timeouts",
          "proxy",
          "ca",
          "prices",
          "sizes",
          "zone",
          "pue",
          "mix",
          "allow_plain_http");

  private final Problems problems = new Problems();

  private EndpointCatalogReader() {}

  /**
   * The catalog in a YAML text.
   *
   * @param file its name, for messages
   * @throws InvalidSpecException with every problem, in the order of the file; where the content is
   *     no YAML, with that one. No message quotes an {@code api_key}.
   */
  public static EndpointCatalog read(String file, String yaml) throws InvalidSpecException {
    EndpointCatalogReader reader = new EndpointCatalogReader();
    EndpointCatalog catalog = reader.catalog(StrictYaml.root(file, yaml));
    if (!reader.problems.isEmpty()) {
      throw new InvalidSpecException(file, reader.problems.inFileOrder());
    }
    return catalog;
  }

  private EndpointCatalog catalog(Located root) {
    Fields fields = object(root, TOP);
    String judge = fields.name("default_judge");
    String embedding = fields.name("default_embedding_model");
    List<CatalogEntry> entries = new ArrayList<>();
    Located endpoints = fields.get("endpoints");
    if (endpoints != null && !endpoints.json().isObject()) {
      problems.wrong(endpoints, "an object of endpoints by their names");
    } else if (endpoints != null) {
      endpoints
          .fields()
          .forEach(
              (name, entry) -> {
                if (entry.json().isObject()) {
                  entries.add(entry(name, object(entry, ENTRY)));
                } else {
                  problems.wrong(entry, "an object with " + String.join(", ", ENTRY));
                }
              });
    }
    return new EndpointCatalog(
        judge == null ? DEFAULT_JUDGE : judge,
        embedding == null ? DEFAULT_EMBEDDING_MODEL : embedding,
        entries);
  }

  private CatalogEntry entry(String name, Fields fields) {
    return new CatalogEntry(
        name,
        baseUrl(fields),
        fields.names("models"),
        key(fields.get("api_key")),
        url(fields.get("send_to")),
        new TermsReader(fields, problems).read(),
        new PricesReader(problems).read(fields.get("prices")),
        new SizesReader(problems).read(fields.get("sizes")),
        fields.flag("allow_plain_http"));
  }

  private String baseUrl(Fields fields) {
    Located given = fields.required("base_url", "a URL, or \"*\" for every one");
    if (given != null && given.json().asText().equals(CatalogEntry.ANY)) {
      if (fields.get("models") != null && fields.get("send_to") == null) {
        problems.add(
            fields.placeOf("models"),
            "has no address: must have a base_url other than \"*\", or send_to");
      }
      return CatalogEntry.ANY;
    }
    String url = url(given);
    return url == null ? CatalogEntry.ANY : url;
  }

  private @Nullable String url(@Nullable Located given) {
    return given == null ? null : BaseUrl.read(given, problems);
  }

  private @Nullable KeyReference key(@Nullable Located given) {
    if (given == null) {
      return null;
    }
    KeyReference reference =
        given.json().isTextual() ? KeyReference.parse(given.json().textValue()) : null;
    if (reference == null) {
      problems.add(
          given.place(), "found something else (not shown), must be ${NAME} or ${file:PATH}");
    }
    return reference;
  }

  private Fields object(Located value, List<String> allowed) {
    if (!value.json().isObject()) {
      problems.wrong(value, "an object with " + String.join(", ", allowed));
    }
    return Fields.of(value, problems).allow(allowed);
  }
}
