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
        OpenAiEmbeddings.embed(
            "m", List.of("one", "two"), Map.of("dimensions", IntNode.valueOf(8)));

    assertThat(JSON.readTree(request.body()))
        .isEqualTo(JSON.readTree("{\"model\":\"m\",\"input\":[\"one\",\"two\"],\"dimensions\":8}"));
    assertThat(request.mostOutputTokens()).isNull();
  }

  @Test
  void vectorsComeInTheOrderOfTheTexts() throws Exception {
    EmbeddingsReply reply =
        Dialect.embeddings(2)
            .read(
                "{\"data\": [{\"index\": 1, \"embedding\": [3, 4e-1]},"
                    + " {\"index\": 0, \"embedding\": [1, -2]}]}");

    assertThat(reply.vectors()).containsExactly(List.of(1.0, -2.0), List.of(3.0, 0.4));
    assertThat(reply.tokensCompletion()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'index': 0, 'embedding': [1]}, {'index': 2, 'embedding': [1]}]",
        "[{'index': 0, 'embedding': [1]}, {'index': 0, 'embedding': [1]}]",
        "[{'index': 0, 'embedding': [1]}, {'embedding': [1]}]",
        "[{'index': 0, 'embedding': [1]}, {'index': 1}]",
        "[{'index': 0, 'embedding': [1]}, {'index': 1, 'embedding': []}]",
        "[{'index': 0, 'embedding': [1]}, {'index': 1, 'embedding': ['x']}]",
        "[{'index': 0, 'embedding': [1]}, {'index': 1, 'embedding': [1e999]}]",
        "[{'index': 0, 'embedding': [1]}, {'index': 1, 'embedding': [1, 2]}]",
      })
  void vectorsThatDoNotFitAreMalformed(String data) {
    assertThatThrownBy(() -> Dialect.embeddings(2).read(body(data)))
        .isInstanceOf(CallFailedException.class)
        .hasMessageNotContaining("vectors for");
  }

  /** It must not come to be kept as the reply to what it does not answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{'index': 0, 'embedding': [1]}]",
        "[{'index': 0, 'embedding': [1]}, {'index': 1, 'embedding': [1]},"
            + " {'index': 2, 'embedding': [1]}]",
      })
  void otherVectorsThanThoseOfTheTextsAreMalformed(String data) {
    assertThatThrownBy(() -> Dialect.embeddings(2).read(body(data)))
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("vectors for 2 texts in ");
  }

  private static String body(String data) {
    return "{'data': %s}".formatted(data).replace('\'', '"');
  }
}
