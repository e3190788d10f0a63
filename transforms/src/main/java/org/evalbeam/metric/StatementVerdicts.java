package org.evalbeam.metric;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.SteppedJudge.Described;

/**
 * Metrics of two steps: the judge lists something that the output says, then gives a verdict on
 * each; the score is the share of some verdicts.
 */
final class StatementVerdicts {

  private StatementVerdicts() {}

  /** {@code answer_relevancy}: the output's statements that bear on the query. */
  static Metric answerRelevancy(Prompts prompts) {
    return metric(
        new Described(
            "answer_relevancy",
            Direction.UP,
            Set.of(Row.QUERY, Subject.OUTPUT),
            "Share of the output's statements that bear on the query."),
        prompts,
        new Listing("statements", Verdict.YES_NO_IDK, Set.of(Verdict.YES, Verdict.IDK), 1));
  }

  /** {@code bias}: the output's opinions that are biased. */
  static Metric bias(Prompts prompts) {
    return metric(
        new Described(
            "bias",
            Direction.DOWN,
            Set.of(Row.QUERY, Subject.OUTPUT),
            "Share of the output's opinions that are biased."),
        prompts,
        new Listing("opinions", Verdict.YES_NO, Set.of(Verdict.YES), 0));
  }

  /** {@code toxicity}: the output's opinions that are toxic. */
  static Metric toxicity(Prompts prompts) {
    return metric(
        new Described(
            "toxicity",
            Direction.DOWN,
            Set.of(Row.QUERY, Subject.OUTPUT),
            "Share of the output's opinions that are toxic."),
        prompts,
        new Listing("opinions", Verdict.YES_NO, Set.of(Verdict.YES), 0));
  }

  /** {@code pii_leakage}: the output's personal data that it may tell. */
  static Metric piiLeakage(Prompts prompts) {
    return metric(
        new Described(
            "pii_leakage",
            Direction.UP,
            Set.of(Row.QUERY, Subject.OUTPUT),
            "Share of the personal data in the output that is no leak; 1: no leak."),
        prompts,
        new Listing("pieces", Verdict.YES_NO, Set.of(Verdict.NO), 1));
  }

  /**
   * What is listed, and what is made of it.
   *
   * @param items name of what is listed, in replies and prompts
   * @param words verdicts allowed
   * @param counted verdicts whose share is the score
   * @param ofNone the score where nothing is listed
   */
  private record Listing(String items, Set<String> words, Set<String> counted, double ofNone) {}

  /** The prompts are {@code NAME_ITEMS} and {@code NAME_verdicts}. */
  private static Metric metric(Described described, Prompts prompts, Listing listing) {
    String list = described.name() + "_" + listing.items();
    String verdicts = described.name() + "_verdicts";
    return SteppedJudge.of(
        described,
        prompts,
        List.of(list, verdicts),
        params -> new TwoSteps(list, verdicts, listing));
  }

  private record TwoSteps(String listPrompt, String verdictPrompt, Listing listing)
      implements Procedure {

    @Override
    public double score(Subject subject, Steps steps)
        throws Judge.FailedException, NoScoreException {
      List<String> items =
          steps.list(
              listPrompt,
              listing.items(),
              Map.of(Subject.OUTPUT, subject.required(Subject.OUTPUT)));
      List<Verdict> verdicts =
          steps.verdicts(
              verdictPrompt,
              listing.words(),
              items,
              Map.of(Row.QUERY, subject.required(Row.QUERY), listing.items(), items));
      return verdicts.isEmpty() ? listing.ofNone() : Verdict.share(verdicts, listing.counted());
    }

    @Override
    public CallRange calls(Subject subject) {
      return CallRange.ofSteps(1, 2);
    }
  }
}
