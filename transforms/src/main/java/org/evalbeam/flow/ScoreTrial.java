package org.evalbeam.flow;

import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.metric.Judge;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.Score;
import org.evalbeam.metric.Subject;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/** Makes one metric's observation of one answer. */
final class ScoreTrial {

  /** For metrics without calls; a metric of that kind that asks all the same has a bug. */
  private static final Judge NO_JUDGE =
      prompt -> {
        throw new IllegalStateException("only metrics of kind JUDGE may ask a judge");
      };

  private ScoreTrial() {}

  /** The observation of a metric that needs no calls. */
  static Observation score(Row row, Answer answer, MetricInstance metric) {
    return observation(row, answer, metric, score(row, answer, metric, NO_JUDGE), null, 0, null);
  }

  /** One observation of a metric that asks the experiment's judge. */
  static Observation judge(
      Experiment experiment, Row row, Answer answer, MetricInstance metric, JudgeCalls judge) {
    Score score = score(row, answer, metric, judge);
    return observation(
        row, answer, metric, score, experiment.judge(), judge.repeat(), judge.tally());
  }

  private static Score score(Row row, Answer answer, MetricInstance metric, Judge judge) {
    return answer.status() == Status.OK
        ? metric.score(new Subject(row, answer), judge)
        : Score.failed(FailureReason.ANSWER_FAILED, "there is no answer: " + answer.errorMsg());
  }

  private static Observation observation(
      Row row,
      Answer answer,
      MetricInstance metric,
      Score score,
      @Nullable Model judge,
      int judgeRepeat,
      @Nullable JudgeTally tally) {
    return new Observation(
        answer.experiment(),
        answer.variant(),
        answer.repeat(),
        answer.dataset(),
        answer.numLine(),
        row.cluster(),
        metric.alias(),
        metric.info().name(),
        judgeRepeat,
        score.value(),
        judge == null ? null : HumanScore.of(row, metric.alias()),
        score.observation(),
        score.status(),
        score.reason(),
        score.message(),
        judge == null ? null : judge.shownName(),
        tally == null ? null : tally.tokensPrompt(),
        tally == null ? null : tally.tokensCompletion(),
        tally == null ? null : tally.requestSeconds(),
        tally == null ? null : tally.waitSeconds(),
        tally == null ? 0 : tally.attempts(),
        tally == null ? null : tally.cost());
  }
}
