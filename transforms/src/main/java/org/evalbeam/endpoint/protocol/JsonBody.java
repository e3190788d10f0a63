package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.evalbeam.data.FailureReason;
import org.jspecify.annotations.Nullable;

/** Bodies of requests and replies as JSON: what all protocols have in common. */
final class JsonBody {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of one call: ten times what any model takes. What is believed holds back all calls after. */
  private static final long MOST_TOKENS = 100_000_000;

  private JsonBody() {}

  static ObjectNode create() {
    return JSON.createObjectNode();
  }

  /** Adds our defaults and the spec's parameters; the later ones win. */
  static void mergeParams(ObjectNode body, ChatRequest asked) {
    merge(body, asked.defaults());
    merge(body, asked.samplingParams());
    merge(body, asked.extraParams());
  }

  /** Adds fields in the order of their names, so that equal maps make equal bytes. */
  static void merge(ObjectNode body, Map<String, JsonNode> fields) {
    if (fields.isEmpty()) {
      return;
    }
    new TreeMap<>(fields)
        .forEach(
            (name, value) -> {
              if (value.isNull()) {
                body.remove(name);
              } else {
                body.set(name, value);
              }
            });
  }

  /** A reply of status 200, which is an object and no error. */
  static JsonNode parse(String body) throws CallFailedException {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw malformed("not a JSON object: " + body);
    }
    if (!json.isObject()) {
      throw malformed("not a JSON object: " + body);
    }
    if (json.hasNonNull("error")) {
      throw malformed("status 200 with an error: " + json.get("error"));
    }
    return json;
  }

  /** Whatever a body is as JSON; a missing node where it is none. */
  static JsonNode parseAny(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }

  static CallFailedException malformed(String found) {
    return new CallFailedException(FailureReason.MALFORMED_REPLY, Excerpt.of(found));
  }

  static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  /** A number of tokens; null where it is none, or none that can be. */
  static @Nullable Long count(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      return null;
    }
    long count = node.longValue();
    return count >= 0 && count <= MOST_TOKENS ? count : null;
  }
}
