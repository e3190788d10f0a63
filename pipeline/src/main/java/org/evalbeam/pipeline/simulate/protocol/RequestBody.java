package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HexFormat;
import org.evalbeam.pipeline.simulate.draw.Draws;

/**
 * A request's body, with what all protocols read from it in the same way.
 *
 * @param root a JSON object
 */
record RequestBody(JsonNode root) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectReader READER =
      JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ObjectWriter CANONICAL =
      JSON.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  /** Reads UTF-8 JSON. */
  static RequestBody parse(byte[] body) throws ApiException {
    JsonNode root = json(body);
    require(root.isObject(), "the body must be a JSON object");
    return new RequestBody(root);
  }

  private static JsonNode json(byte[] body) throws ApiException {
    try {
      return READER.readTree(body);
    } catch (JacksonException e) {
      throw ApiException.badRequest("the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /** A field; a missing node where it is not there. */
  JsonNode field(String name) {
    return root.path(name);
  }

  String model() throws ApiException {
    String model = field("model").asText("");
    require(field("model").isTextual() && !model.isBlank(), "'model' must be a model's name");
    return model;
  }

  void refuseStreaming() throws ApiException {
    require(!field("stream").asBoolean(), "'stream' is not simulated");
  }

  /** Whether the temperature is 0, so that repeats are equal. */
  boolean greedy() {
    return field("temperature").isNumber() && field("temperature").doubleValue() == 0;
  }

  /** A whole number above 0, or this where the field is not there. */
  int positive(String name, int otherwise) throws ApiException {
    JsonNode number = field(name);
    if (number.isMissingNode() || number.isNull()) {
      return otherwise;
    }
    require(
        number.isInt() && number.intValue() > 0, "'" + name + "' must be a whole number above 0");
    return number.intValue();
  }

  /** SHA-256 in hex of the body with its keys sorted and without white space. */
  String fingerprint() {
    try {
      return HexFormat.of().formatHex(Draws.sha256().digest(CANONICAL.writeValueAsBytes(root)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON that was read cannot be written", e);
    }
  }

  static void require(boolean condition, String message) throws ApiException {
    if (!condition) {
      throw ApiException.badRequest(message);
    }
  }
}
