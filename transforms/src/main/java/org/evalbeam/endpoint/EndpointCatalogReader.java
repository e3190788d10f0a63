package org.evalbeam.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalbeam.spec.InvalidSpecException;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.Problem;
import org.jspecify.annotations.Nullable;

/** Reads an endpoint catalog from YAML and reports everything wrong with it at once. */
public final class EndpointCatalogReader {

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private static final String NO_JUDGE = "gpt-4o-mini";
  private static final Set<String> TOP = Set.of("default_judge", "endpoints");
  private static final Set<String> ENTRY =
      Set.of(
          "base_url",
          "models",
          "api_key",
          "send_to",
          "max_in_flight",
          "attempts",
          "timeouts",
          "allow_plain_http");
  private static final Set<String> TIMEOUTS = Set.of("connect", "idle", "total");
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final Map<String, Double> UNIT_MILLIS =
      Map.of("ms", 1.0, "s", 1e3, "m", 60e3, "h", 3600e3);

  private final List<Problem> problems = new ArrayList<>();

  private EndpointCatalogReader() {}

  /**
   * The catalog in a YAML text.
   *
   * @param file its name, for messages
   */
  public static EndpointCatalog read(String file, String yaml) throws InvalidSpecException {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      String place = "line " + (e.getLocation() == null ? "?" : e.getLocation().getLineNr());
      throw new InvalidSpecException(
          file, List.of(new Problem(place, "not YAML: " + e.getOriginalMessage())));
    }
    EndpointCatalogReader reader = new EndpointCatalogReader();
    EndpointCatalog catalog = reader.catalog(root);
    if (!reader.problems.isEmpty()) {
      throw new InvalidSpecException(file, reader.problems);
    }
    return catalog;
  }

  private EndpointCatalog catalog(JsonNode root) {
    checkFields("$", root, TOP);
    List<CatalogEntry> entries = new ArrayList<>();
    root.path("endpoints")
        .properties()
        .forEach(
            field ->
                entries.add(
                    entry("$.endpoints." + field.getKey(), field.getKey(), field.getValue())));
    return new EndpointCatalog(text("$", root, "default_judge", NO_JUDGE), entries);
  }

  private CatalogEntry entry(String path, String name, JsonNode entry) {
    checkFields(path, entry, ENTRY);
    if (!entry.path("base_url").isTextual()) {
      problems.add(new Problem(path + ".base_url", "missing; a URL or \"*\" is allowed"));
    }
    String sendTo = text(path, entry, "send_to", "");
    return new CatalogEntry(
        name,
        url(path, "base_url", text(path, entry, "base_url", CatalogEntry.ANY)),
        models(path, entry.path("models")),
        key(path, entry.path("api_key")),
        sendTo.isEmpty() ? null : url(path, "send_to", sendTo),
        count(path, entry, "max_in_flight", CatalogEntry.DEFAULT_MAX_IN_FLIGHT),
        count(path, entry, "attempts", RetryPolicy.DEFAULT.attempts()),
        timeouts(path + ".timeouts", entry.path("timeouts")),
        entry.path("allow_plain_http").asBoolean(false));
  }

  private void checkFields(String path, JsonNode node, Set<String> allowed) {
    if (!node.isObject()) {
      problems.add(new Problem(path, "found " + node.getNodeType() + "; an object is allowed"));
      return;
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!allowed.contains(name)) {
                problems.add(
                    new Problem(
                        path + "." + name, "unknown field; allowed are " + new TreeSet<>(allowed)));
              }
            });
  }

  private String text(String path, JsonNode node, String field, String byDefault) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return byDefault;
    }
    if (!value.isTextual()) {
      problems.add(new Problem(path + "." + field, "found " + value + "; a text is allowed"));
      return byDefault;
    }
    return value.textValue();
  }

  private String url(String path, String field, String url) {
    if (!url.equals(CatalogEntry.ANY) && !url.matches("https?://[^\\s@?#]+")) {
      problems.add(
          new Problem(path + "." + field, "found \"" + url + "\"; an http(s) URL is allowed"));
    }
    return url.replaceAll("/+$", "");
  }

  private List<String> models(String path, JsonNode models) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      if (models.get(i).isTextual()) {
        names.add(models.get(i).textValue());
      } else {
        problems.add(
            new Problem(
                path + ".models[" + i + "]", "found " + models.get(i) + "; a name is allowed"));
      }
    }
    return names;
  }

  private @Nullable KeyReference key(String path, JsonNode key) {
    if (key.isMissingNode() || key.isNull()) {
      return null;
    }
    KeyReference reference = KeyReference.parse(key.asText());
    if (reference == null) {
      problems.add(
          new Problem(
              path + ".api_key",
              "found a literal key (not shown); ${NAME} and ${file:PATH} are allowed"));
    }
    return reference;
  }

  private int count(String path, JsonNode entry, String field, int byDefault) {
    JsonNode value = entry.path(field);
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (!value.isInt() || value.intValue() < 1) {
      problems.add(
          new Problem(path + "." + field, "found " + value + "; an integer from 1 is allowed"));
      return byDefault;
    }
    return value.intValue();
  }

  private Timeouts timeouts(String path, JsonNode timeouts) {
    if (timeouts.isMissingNode()) {
      return Timeouts.DEFAULT;
    }
    checkFields(path, timeouts, TIMEOUTS);
    return new Timeouts(
        duration(path + ".connect", timeouts.path("connect"), Timeouts.DEFAULT.connect()),
        duration(path + ".idle", timeouts.path("idle"), Timeouts.DEFAULT.idle()),
        duration(path + ".total", timeouts.path("total"), Timeouts.DEFAULT.total()));
  }

  private Duration duration(String path, JsonNode value, Duration byDefault) {
    if (value.isMissingNode()) {
      return byDefault;
    }
    Matcher parts = DURATION.matcher(value.asText());
    double millis =
        parts.matches()
            ? Double.parseDouble(parts.group(1)) * UNIT_MILLIS.getOrDefault(parts.group(2), 0.0)
            : 0;
    if (millis < 1 || millis > Integer.MAX_VALUE) {
      problems.add(
          new Problem(
              path, "found " + value + "; a duration such as 500ms, 30s, 5m or 1h is allowed"));
      return byDefault;
    }
    return Duration.ofMillis((long) millis);
  }
}
