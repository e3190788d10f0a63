package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** The answer of embeddings: the vectors in {@code data}. They are no text: the model's name is. */
final class OpenAiEmbeddingsForm implements ReplyForm {

  @Override
  public void removeAnswers(ObjectNode body) {
    body.putArray("data");
  }

  @Override
  public void nullAnswer(ObjectNode body) {
    for (JsonNode item : body.path("data")) {
      ((ObjectNode) item).putNull("embedding");
    }
  }

  /** Base64 of the little-endian floats instead of numbers. */
  @Override
  public void splitAnswer(ObjectNode body) {
    for (JsonNode item : body.path("data")) {
      JsonNode vector = item.path("embedding");
      ByteBuffer bytes =
          ByteBuffer.allocate(Float.BYTES * vector.size()).order(ByteOrder.LITTLE_ENDIAN);
      vector.forEach(coordinate -> bytes.putFloat(coordinate.floatValue()));
      ((ObjectNode) item).put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
    }
  }

  @Override
  public void say(ObjectNode body, String text) {
    body.put("model", text);
  }
}
