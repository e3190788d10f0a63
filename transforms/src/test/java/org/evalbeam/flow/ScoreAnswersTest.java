package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evalbeam.data.Answer;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.data.Trial;
import org.junit.jupiter.api.Test;

/** Scores without calls, through a real pipeline. */
class ScoreAnswersTest {

  private static final Row ROW = Records.row(3, "Which letter comes first?");

  @Test
  void eachMetricWithoutCallsGivesOneObservationInTheOrderOfTheSpec() {
    List<Observation> seen =
        score(Records.answer(ROW, "A"), "qcm_exactness", "judge_exactness", "generation_time");

    assertThat(seen)
        .extracting(Observation::metric)
        .containsExactly("qcm_exactness", "generation_time");
    assertThat(seen).extracting(Observation::score).containsExactly(1.0, 0.5);
    assertThat(seen).extracting(Observation::status).containsOnly(Status.OK);
  }

  @Test
  void anObservationCarriesTheKeysOfItsAnswer() {
    Answer answer = Records.answer(ROW, "A");

    assertThat(score(answer, "qcm_exactness"))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.experiment()).isEqualTo(answer.experiment());
              assertThat(seen.variant()).isEqualTo(answer.variant());
              assertThat(seen.repeat()).isEqualTo(answer.repeat());
              assertThat(seen.dataset()).isEqualTo(answer.dataset());
              assertThat(seen.numLine()).isEqualTo(3);
              assertThat(seen.metricName()).isEqualTo("qcm_exactness");
              assertThat(seen.judge()).isNull();
              assertThat(seen.judgeAttempts()).isZero();
            });
  }

  @Test
  void aFailedAnswerFailsEveryMetricAndSaysWhy() {
    List<Observation> seen =
        score(Records.failedAnswer(ROW, FailureReason.TIMEOUT), "qcm_exactness", "generation_time");

    assertThat(seen)
        .hasSize(2)
        .allSatisfy(
            one -> {
              assertThat(one.score()).isNull();
              assertThat(one.status()).isEqualTo(Status.FAILED);
              assertThat(one.reason()).isEqualTo(FailureReason.ANSWER_FAILED);
              assertThat(one.errorMsg()).contains("it went wrong");
            });
  }

  @Test
  void aFigureThatWasNotReportedIsNotApplicable() {
    assertThat(score(Records.answer(ROW, "A"), "nb_tokens_completion"))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.status()).isEqualTo(Status.NOT_APPLICABLE);
              assertThat(seen.reason()).isEqualTo(FailureReason.NOT_REPORTED);
            });
  }

  @Test
  void whatJudgesSaidComesAlong() {
    Observation judged = Records.score(0, 0, 1);

    assertThat(score(Records.answer(ROW, "A"), List.of(judged), "output_length"))
        .hasSize(2)
        .contains(judged);
  }

  private static List<Observation> score(Answer answer, String... metrics) {
    return score(answer, List.of(), metrics);
  }

  private static List<Observation> score(
      Answer answer, List<Observation> judged, String... metrics) {
    EvaluationPlan plan = Experiments.plan(Experiments.named("e").metrics(metrics));
    EvaluatedTrial answered = new EvaluatedTrial(new Trial("e", ROW, null), answer, judged);
    return TestPipelines.outputOfBatches(
        pipeline ->
            pipeline
                .apply(Batches.of(EvaluatedTrial.class, List.of(answered)))
                .apply(ScoreAnswers.of(plan)));
  }
}
