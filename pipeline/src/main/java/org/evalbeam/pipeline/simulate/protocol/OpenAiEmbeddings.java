package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's embeddings (API reference, "Create embeddings"), of texts and as numbers. */
public final class OpenAiEmbeddings implements Protocol<EmbeddingRequest, List<float[]>> {

  private static final int USUAL_DIMENSIONS = 256;
  private static final int MOST_DIMENSIONS = 4_096;
  private static final int MOST_INPUTS = 2_048;

  @Override
  public String path() {
    return "/embeddings";
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI;
  }

  @Override
  public ReplyForm form() {
    return new OpenAiEmbeddingsForm();
  }

  @Override
  public EmbeddingRequest read(MultiMap headers, byte[] bytes) throws ApiException {
    RequestBody body = RequestBody.parse(bytes);
    String model = body.model();
    List<String> inputs = inputs(body.field("input"));
    int dimensions = body.positive("dimensions", USUAL_DIMENSIONS);
    RequestBody.require(
        dimensions <= MOST_DIMENSIONS, "'dimensions' must be from 1 to " + MOST_DIMENSIONS);
    RequestBody.require(
        body.field("encoding_format").asText("float").equals("float"),
        "'encoding_format' must be 'float'; others are not simulated");
    int tokens = inputs.stream().mapToInt(Tokens::of).sum();
    return new EmbeddingRequest(model, inputs, dimensions, tokens, body.fingerprint());
  }

  private static List<String> inputs(JsonNode input) throws ApiException {
    if (input.isTextual()) {
      return List.of(input.asText());
    }
    RequestBody.require(
        input.isArray() && !input.isEmpty() && input.size() <= MOST_INPUTS,
        "'input' must be a text or a list of 1 to " + MOST_INPUTS + " texts");
    List<String> texts = new ArrayList<>();
    for (JsonNode text : input) {
      RequestBody.require(text.isTextual(), "each of 'input' must be a text");
      texts.add(text.asText());
    }
    return texts;
  }

  @Override
  public Written write(
      EmbeddingRequest request, List<float[]> vectors, String idDigits, long createdSeconds) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = body.putArray("data");
    for (float[] vector : vectors) {
      ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      ArrayNode embedding = item.putArray("embedding");
      for (float coordinate : vector) {
        embedding.add(coordinate);
      }
    }
    body.put("model", "simulated:" + request.model());
    body.putObject("usage")
        .put("prompt_tokens", request.promptTokens())
        .put("total_tokens", request.promptTokens());
    return new Written(body, 0);
  }
}
