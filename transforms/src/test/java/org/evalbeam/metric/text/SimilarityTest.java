package org.evalbeam.metric.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** BLEU, chrF and ROUGE-L against the values of sacrebleu and rouge-score, and their laws. */
class SimilarityTest {

  private static final double EXACT = 1e-9;

  static List<JsonNode> published() throws IOException {
    JsonMapper json = new JsonMapper();
    List<JsonNode> pairs = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(SimilarityTest.class.getResourceAsStream("similarity.jsonl"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank()) {
          pairs.add(json.readTree(line));
        }
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("published")
  void theScoresAreThePublishedOnes(JsonNode pair) {
    String output = pair.path("output").asText();
    String reference = pair.path("reference").asText();

    assertThat(Bleu.of(output, reference)).isCloseTo(pair.path("bleu").asDouble(), within(EXACT));
    assertThat(Chrf.of(output, reference)).isCloseTo(pair.path("chrf").asDouble(), within(EXACT));
    if (pair.has("rouge_l")) {
      assertThat(RougeL.of(output, reference))
          .isCloseTo(pair.path("rouge_l").asDouble(), within(EXACT));
    }
  }

  @Test
  void fiftyPairsAndMoreAreHeldAgainst() throws IOException {
    assertThat(published()).hasSizeGreaterThan(50);
  }

  @Test
  void wordsOfAnyScriptCountForRougeL() {
    assertThat(RougeL.of("Déjà vu à Genève", "déjà vu à Lyon")).isEqualTo(0.75);
  }

  @Property
  void everyScoreIsInItsRange(@ForAll String output, @ForAll String reference) {
    assertThat(Bleu.of(output, reference)).isBetween(0.0, 100.0);
    assertThat(Chrf.of(output, reference)).isBetween(0.0, 100.0);
    assertThat(RougeL.of(output, reference)).isBetween(0.0, 1.0);
  }
}
