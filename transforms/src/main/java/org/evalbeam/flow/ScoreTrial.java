package org.evalbeam.flow;

import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Hosting;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.metric.Judge;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.Score;
import org.evalbeam.metric.Subject;
import org.jspecify.annotations.Nullable;

/** Makes one metric's observation of one answer. */
final class ScoreTrial {

  /** For metrics without calls; a metric of that kind that asks all the same has a bug. */
  private static final Judge NO_JUDGE =
      prompt -> {
        throw new IllegalStateException("only metrics of a kind that calls may ask");
      };

  private ScoreTrial() {}

  /** The observation of a metric that needs no calls. */
  static Observation score(
      PlannedExperiment planned, Row row, Answer answer, MetricInstance metric) {
    Score score = score(planned, row, answer, metric, NO_JUDGE);
    return observation(row, answer, metric, score, null, 0, null);
  }

  /** One observation of a metric that asks models. */
  static Observation judge(
      PlannedExperiment planned, Row row, Answer answer, MetricInstance metric, JudgeCalls judge) {
    Score score = score(planned, row, answer, metric, judge);
    return observation(
        row, answer, metric, score, judge.shownModel(), judge.repeat(), judge.tally());
  }

  /** What a metric may look at. */
  static Subject subject(PlannedExperiment planned, Row row, Answer answer) {
    Endpoint endpoint = planned.endpoint();
    return new Subject(
        row,
        answer,
        planned.experiment().model().name(),
        endpoint == null ? Hosting.UNKNOWN : endpoint.terms().hosting());
  }

  /** What a metric may look at that compares an answer with another. */
  static Subject subject(PlannedExperiment planned, Row row, Answer answer, Answer other) {
    Subject alone = subject(planned, row, answer);
    return new Subject(row, answer, alone.model(), alone.hosting(), other);
  }

  private static Score score(
      PlannedExperiment planned, Row row, Answer answer, MetricInstance metric, Judge judge) {
    return answer.status() == Status.OK
        ? metric.score(subject(planned, row, answer), judge)
        : Score.failed(FailureReason.ANSWER_FAILED, "there is no answer: " + answer.errorMsg());
  }

  private static Observation observation(
      Row row,
      Answer answer,
      MetricInstance metric,
      Score score,
      @Nullable String judge,
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
        judge,
        tally == null ? null : tally.tokensPrompt(),
        tally == null ? null : tally.tokensCompletion(),
        tally == null ? null : tally.requestSeconds(),
        tally == null ? null : tally.waitSeconds(),
        tally == null ? 0 : tally.attempts(),
        tally == null ? null : tally.cost(),
        tally == null ? null : tally.spent());
  }
}
