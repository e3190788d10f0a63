package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.StrictFile;

/**
 * A spec as it may be kept beside its results: without literal keys, and without the bulk of
 * datasets and answers that it brings along.
 *
 * <p>Every field named {@code api_key}, in any spelling and at any depth, keeps a reference and
 * loses anything else. A {@code df}, an {@code output} list and the lists beside it become {@code
 * {"bytes": …, "sha256": …}} of their JSON with sorted keys and without white space, in UTF-8.
 */
public final class RedactedSpec {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DF = "df";
  private static final String LITERAL = new KeyReference(KeyReference.Kind.VAULT, "").shown();
  private static final Set<String> LISTS = Set.copyOf(SuppliedOutputsReader.FIELDS);

  private RedactedSpec() {}

  /**
   * Redacts a spec, valid or not.
   *
   * @param file its name, for messages
   * @param text its content, JSON or YAML by the file's name
   * @throws InvalidSpecException where the content is neither; the message quotes no value
   */
  public static JsonNode of(String file, String text) throws InvalidSpecException {
    return redacted(StrictFile.root(file, text).json());
  }

  private static JsonNode redacted(JsonNode json) {
    if (json.isArray()) {
      ArrayNode list = JSON.arrayNode();
      json.forEach(value -> list.add(redacted(value)));
      return list;
    }
    if (!json.isObject()) {
      return json;
    }
    boolean supplied = json.path(SuppliedOutputsReader.OUTPUT).isArray();
    ObjectNode object = JSON.objectNode();
    json.properties()
        .forEach(
            field -> object.set(field.getKey(), field(field.getKey(), field.getValue(), supplied)));
    return object;
  }

  private static JsonNode field(String name, JsonNode value, boolean supplied) {
    if (isKey(name)) {
      return key(value);
    }
    boolean bulk = name.equals(DF) || (supplied && LISTS.contains(name));
    return bulk && !value.isNull() ? digest(value) : redacted(value);
  }

  private static boolean isKey(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").equals("apikey");
  }

  private static JsonNode key(JsonNode value) {
    boolean shown =
        value.isNull() || (value.isTextual() && KeyReference.parse(value.textValue()) != null);
    return shown ? value : JSON.textNode(LITERAL);
  }

  private static JsonNode digest(JsonNode value) {
    String canonical = CanonicalJson.of(value);
    return JSON.objectNode()
        .put("bytes", canonical.getBytes(StandardCharsets.UTF_8).length)
        .put("sha256", CanonicalJson.sha256(canonical));
  }
}
