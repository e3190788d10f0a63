package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.evalbeam.metric.ScriptedJudge.metric;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.evalbeam.data.FailureReason;
import org.evalbeam.metric.InvalidParamsException.Wrong;
import org.junit.jupiter.api.Test;

class EmbeddingSimilarityTest {

  private static final Subject SUBJECT = Subjects.of("output_true", "Paris", "output", "It is.");

  @Test
  void itIsTheCosineOfTheTwo() throws Exception {
    ScriptedJudge judge =
        new ScriptedJudge().embedding(List.of(List.of(3.0, 4.0), List.of(4.0, 3.0)));
    Score score = metric("embedding_similarity", "{'embedding_model': 'e'}").score(SUBJECT, judge);

    assertThat(score.value()).isCloseTo(0.96, within(1e-12));
    assertThat(judge.embedded).containsExactly("It is.", "Paris");
    assertThat(judge.prompts).isEmpty();
  }

  @Test
  void blankTextsHaveNoEmbedding() throws Exception {
    Score score =
        metric("embedding_similarity", "{}")
            .score(Subjects.of("output_true", "Paris", "output", " "), new ScriptedJudge());

    assertThat(score.reason()).isEqualTo(FailureReason.MISSING_FIELD);
  }

  @Test
  void theModelIsAName() {
    assertThat(
            catchThrowableOfType(
                    InvalidParamsException.class,
                    () -> metric("embedding_similarity", "{'embedding_model': 3}"))
                .problems())
        .containsExactly(
            new Wrong("embedding_model", "must be a text that is not blank, but is 3"));
  }

  @Property
  void aCosineIsInItsRangeAndDoesNotDependOnLength(
      @ForAll @Size(3) List<@DoubleRange(min = -9, max = 9) Double> a,
      @ForAll @Size(3) List<@DoubleRange(min = -9, max = 9) Double> b) {
    double cosine = EmbeddingSimilarity.cosine(a, b);

    assertThat(cosine).isBetween(-1.0, 1.0);
    assertThat(EmbeddingSimilarity.cosine(a.stream().map(x -> x * 8).toList(), b))
        .isCloseTo(cosine, within(1e-9));
  }
}
