package org.evalbeam.endpoint.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors belong to their texts. */
class OpenAiEmbeddingsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void textsAndParametersAreTheBody() throws Exception {
    Request request =
        Dialect.EMBEDDINGS.embed(
            "m", List.of("one", "two"), Map.of("dimensions", IntNode.valueOf(8)));

    assertThat(JSON.readTree(request.body()))
        .isEqualTo(JSON.readTree("{\"model\":\"m\",\"input\":[\"one\",\"two\"],\"dimensions\":8}"));
    assertThat(request.mostOutputTokens()).isNull();
  }

  @Test
  void vectorsComeInTheOrderOfTheTexts() throws Exception {
    EmbeddingsReply reply =
        Dialect.EMBEDDINGS.read(
            "{\"data\": [{\"index\": 1, \"embedding\": [3, 4e-1]},"
                + " {\"index\": 0, \"embedding\": [1, -2]}]}");

    assertThat(reply.vectors()).containsExactly(List.of(1.0, -2.0), List.of(3.0, 0.4));
    assertThat(reply.tokensCompletion()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'index': 1, 'embedding': [1]}]",
        "[{'index': 0, 'embedding': [1]}, {'index': 0, 'embedding': [1]}]",
        "[{'embedding': [1]}]",
        "[{'index': 0}]",
        "[{'index': 0, 'embedding': []}]",
        "[{'index': 0, 'embedding': ['x']}]",
        "[{'index': 0, 'embedding': [1e999]}]",
        "[{'index': 0, 'embedding': [1]}, {'index': 1, 'embedding': [1, 2]}]",
      })
  void vectorsThatDoNotFitAreMalformed(String data) {
    String body = "{'data': %s}".formatted(data).replace('\'', '"');

    assertThatThrownBy(() -> Dialect.EMBEDDINGS.read(body)).isInstanceOf(CallFailedException.class);
  }
}
