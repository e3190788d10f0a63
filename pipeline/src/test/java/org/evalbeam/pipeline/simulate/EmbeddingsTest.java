package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.evalbeam.pipeline.simulate.ChatClient.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told by the vectors, and what is OpenAI's own in its embeddings. */
class EmbeddingsTest {

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  @Property
  void vectorsHaveUnitLength(@ForAll String text, @ForAll @IntRange(min = 1, max = 300) int size) {
    float[] vector = SimulatedEmbedder.embed(text, size);

    assertThat(vector).hasSize(size);
    assertThat(product(vector, vector)).isCloseTo(1, within(1e-5));
  }

  @Test
  void textsWithCommonWordsAreNearAndOthersAreNot() {
    float[] cats = SimulatedEmbedder.embed("The old cat sleeps in the warm kitchen", 256);
    float[] cat = SimulatedEmbedder.embed("In the kitchen sleeps a warm old cat!", 256);
    float[] kitten = SimulatedEmbedder.embed("A young cat sleeps in the garden", 256);
    float[] law = SimulatedEmbedder.embed("Courts publish their rulings every Monday", 256);

    assertThat(product(cats, cat)).as("word order and case").isCloseTo(1, within(1e-5));
    assertThat(product(cats, kitten)).isBetween(0.3, 0.8);
    assertThat(product(cats, law)).isBetween(-0.25, 0.25);
  }

  @Test
  void eachTextOfAListHasItsVectorInOrder() throws IOException {
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(SimulatedOptions.builder().delays(Delays.none()).build())) {
      ObjectNode body = Api.EMBEDDINGS.body("m", "").put("dimensions", 8);
      body.putArray("input").add("one cat").add("two dogs").add("one cat");
      JsonNode reply =
          ChatClient.of(endpoint).post("/v1/embeddings", body.toString(), "X-A", "b").body();

      assertThat(reply.path("object").asText()).isEqualTo("list");
      assertThat(reply.path("data").findValuesAsText("index")).isEqualTo(List.of("0", "1", "2"));
      assertThat(reply.path("data").findValuesAsText("object")).containsOnly("embedding");
      assertThat(reply.at("/data/0/embedding")).hasSize(8);
      assertThat(reply.at("/data/2/embedding")).isEqualTo(reply.at("/data/0/embedding"));
      assertThat(reply.at("/data/1/embedding")).isNotEqualTo(reply.at("/data/0/embedding"));
      assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo(2 + 2 + 2);
      assertThat(reply.at("/usage/total_tokens").asInt()).isEqualTo(2 + 2 + 2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'model': 'm', 'input': []}                                  | 'input'",
        "{'model': 'm', 'input': [1, 2]}                              | 'input'",
        "{'model': 'm', 'input': 'a', 'dimensions': 0}                | 'dimensions'",
        "{'model': 'm', 'input': 'a', 'dimensions': 4097}             | 'dimensions'",
        "{'model': 'm', 'input': 'a', 'encoding_format': 'base64'}    | 'encoding_format'",
      })
  void aWrongBodyIsRefusedWithWhatIsWrong(String body, String found) throws IOException {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(SimulatedOptions.builder().build())) {
      Response reply =
          ChatClient.of(endpoint).post("/v1/embeddings", body.replace('\'', '"'), "X-A", "b");

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body().at("/error/message").asText()).contains(found);
    }
  }
}
