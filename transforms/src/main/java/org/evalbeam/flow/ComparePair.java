package org.evalbeam.flow;

import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Preferred;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.endpoint.CallId;
import org.evalbeam.metric.Judge;
import org.evalbeam.metric.Score;
import org.jspecify.annotations.Nullable;

/** Makes the preference between two answers to one row, by asking a judge in both orders. */
final class ComparePair {

  private final PlannedPair pair;
  private final Row row;
  private final Answer a;
  private final Answer b;

  ComparePair(PlannedPair pair, Row row, Answer a, Answer b) {
    this.pair = pair;
    this.row = row;
    this.a = a;
    this.b = b;
  }

  /** Identity of the task, which the judge's calls belong to. */
  String task() {
    return CallId.ofPair(AnswerCall.task(pair.a(), row, a), AnswerCall.task(pair.b(), row, b));
  }

  /** Whether either answer is not there, so that no judge is asked. */
  boolean isMissing() {
    return missing() != null;
  }

  /** Whether the judge has anything to decide: there are two answers, and they differ. */
  boolean isOpen() {
    return !isMissing() && !isIdentical();
  }

  private boolean isIdentical() {
    return a.answer() != null && a.answer().equals(b.answer());
  }

  /** The one without an answer; null where both have one. */
  private @Nullable Answer missing() {
    return a.status() != Status.OK ? a : b.status() != Status.OK ? b : null;
  }

  /** What the metric makes of a's answer, shown first. */
  Score askAFirst(Judge judge) {
    return pair.metric().score(ScoreTrial.subject(pair.a(), row, a, b), judge);
  }

  /** What the metric makes of b's answer, shown first. */
  Score askBFirst(Judge judge) {
    return pair.metric().score(ScoreTrial.subject(pair.b(), row, b, a), judge);
  }

  /** One preference. The second order is asked for only where the first gave a verdict. */
  Preference prefer(JudgeCalls judge) {
    Answer missing = missing();
    if (missing != null) {
      Score none =
          Score.failed(
              FailureReason.ANSWER_FAILED,
              "there is no answer of " + missing.variant() + ": " + missing.errorMsg());
      return preference(null, null, none, null, judge);
    }
    if (isIdentical()) {
      return preference(null, null, Score.of(Preferred.TIE.points()), null, judge);
    }
    Score aFirst = askAFirst(judge);
    Preferred saysAFirst = preferred(aFirst);
    Score bFirst = saysAFirst == null ? null : askBFirst(judge);
    Preferred saysBFirst = bFirst == null ? null : preferred(bFirst);
    return preference(
        saysAFirst, saysBFirst == null ? null : saysBFirst.swapped(), aFirst, bFirst, judge);
  }

  /** Which of the answers as shown is preferred: a stands for the first; null without a verdict. */
  private static @Nullable Preferred preferred(Score score) {
    Double points = score.value();
    if (points == null) {
      return null;
    }
    double tie = Preferred.TIE.points();
    return points > tie ? Preferred.A : points < tie ? Preferred.B : Preferred.TIE;
  }

  private Preference preference(
      @Nullable Preferred saysAFirst,
      @Nullable Preferred saysBFirst,
      Score aFirst,
      @Nullable Score bFirst,
      JudgeCalls judge) {
    Score last = bFirst == null ? aFirst : bFirst;
    Preferred outcome = isIdentical() ? Preferred.TIE : null;
    Boolean consistent = null;
    if (saysAFirst != null && saysBFirst != null) {
      outcome = Preferred.of(saysAFirst, saysBFirst);
      consistent = saysAFirst == saysBFirst;
    }
    JudgeTally tally = judge.tally();
    return new Preference(
        row.dataset(),
        row.numLine(),
        row.cluster(),
        a.repeat(),
        pair.metric().alias(),
        pair.metric().info().name(),
        a.variant(),
        b.variant(),
        a.experiment(),
        b.experiment(),
        judge.repeat(),
        outcome,
        saysAFirst,
        saysBFirst,
        consistent,
        isIdentical(),
        aFirst.observation(),
        bFirst == null ? null : bFirst.observation(),
        last.status(),
        last.reason(),
        last.message(),
        pair.a().judgeModel().shownName(),
        tally.tokensPrompt(),
        tally.tokensCompletion(),
        tally.requestSeconds(),
        tally.waitSeconds(),
        tally.attempts(),
        tally.cost(),
        tally.spent());
  }
}
