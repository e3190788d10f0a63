package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's embeddings. Source: the OpenAI API reference, "Create embeddings". */
public final class OpenAiEmbeddings extends OpenAiProtocol<EmbeddingsReply> {

  private final int texts;

  /**
   * @param texts how many texts are asked for: a reply with other vectors than theirs is none, and
   *     must not be kept as one
   */
  OpenAiEmbeddings(int texts) {
    super("/embeddings");
    this.texts = texts;
  }

  /**
   * The request for the vectors of some texts.
   *
   * @param texts none of them empty, which the API refuses
   * @param params further fields of the body, such as {@code dimensions}
   */
  public static Request embed(String model, List<String> texts, Map<String, JsonNode> params) {
    ObjectNode body = JsonBody.create();
    body.put("model", model);
    ArrayNode input = body.putArray("input");
    texts.forEach(input::add);
    JsonBody.merge(body, params);
    return Request.of(body);
  }

  /** The vectors in the order of the texts, whatever order the reply has them in. */
  @Override
  public EmbeddingsReply read(String body) throws CallFailedException {
    JsonNode json = JsonBody.parse(body);
    JsonNode data = json.path("data");
    if (!data.isArray()) {
      throw JsonBody.malformed("no list data in " + body);
    }
    if (data.size() != texts) {
      throw JsonBody.malformed("%d vectors for %d texts in ".formatted(data.size(), texts) + body);
    }
    List<@Nullable List<Double>> vectors =
        new ArrayList<>(Collections.<@Nullable List<Double>>nCopies(data.size(), null));
    for (JsonNode item : data) {
      int index = item.path("index").asInt(-1);
      if (index < 0 || index >= vectors.size() || vectors.get(index) != null) {
        throw JsonBody.malformed("data without the indices 0 to n - 1 in " + body);
      }
      vectors.set(index, vector(item.path("embedding"), body));
    }
    return new EmbeddingsReply(
        sameLength(vectors, body), JsonBody.text(json.path("model")), usage(json).prompt());
  }

  /** Vectors are no tokens. */
  @Override
  Usage usage(JsonNode reply) {
    return new Usage(super.usage(reply).prompt(), 0L);
  }

  private static List<Double> vector(JsonNode numbers, String body) throws CallFailedException {
    List<Double> vector = new ArrayList<>(numbers.size());
    for (JsonNode number : numbers) {
      if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
        throw JsonBody.malformed("an embedding that is no list of numbers in " + body);
      }
      vector.add(number.doubleValue());
    }
    if (vector.isEmpty()) {
      throw JsonBody.malformed("an embedding without numbers in " + body);
    }
    return vector;
  }

  private static List<List<Double>> sameLength(List<@Nullable List<Double>> vectors, String body)
      throws CallFailedException {
    List<List<Double>> checked = new ArrayList<>(vectors.size());
    for (List<Double> vector : vectors) {
      if (vector == null || vector.size() != (checked.isEmpty() ? vector : checked.get(0)).size()) {
        throw JsonBody.malformed("embeddings of different lengths in " + body);
      }
      checked.add(vector);
    }
    return checked;
  }
}
