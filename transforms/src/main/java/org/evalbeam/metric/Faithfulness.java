package org.evalbeam.metric;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.SteppedJudge.Described;

/**
 * {@code faithfulness}: whether the output keeps to what the search found. The judge lists the
 * truths of the contexts and the claims of the output, and says of each claim whether the truths
 * support it; the score is the share that they don't contradict, 1 where nothing is claimed.
 *
 * @param penalizesUnsure whether claims that the truths say nothing of count against the output
 */
record Faithfulness(boolean penalizesUnsure) implements Procedure {

  static final List<String> PROMPTS =
      List.of("faithfulness_truths", "faithfulness_claims", "faithfulness_verdicts");

  private static final String PENALIZE = "penalize_ambiguous_claims";

  static Metric metric(Prompts prompts) {
    return SteppedJudge.of(
        new Described(
            "faithfulness",
            Direction.UP,
            Set.of(Row.QUERY, Subject.OUTPUT, Subject.RETRIEVAL_CONTEXT),
            List.of(
                new MetricInfo.Param(
                    PENALIZE,
                    "true or false",
                    "false",
                    "whether claims that the contexts say nothing of count against the output")),
            "Share of the output's claims that the retrieved contexts do not contradict."),
        prompts,
        PROMPTS,
        params -> new Faithfulness(params.flag(PENALIZE, false)));
  }

  @Override
  public double score(Subject subject, Steps steps) throws Judge.FailedException, NoScoreException {
    List<String> truths =
        steps.list(
            PROMPTS.get(0),
            "truths",
            Map.of("contexts", subject.requiredTexts(Subject.RETRIEVAL_CONTEXT)));
    List<String> claims =
        steps.list(
            PROMPTS.get(1), "claims", Map.of(Subject.OUTPUT, subject.required(Subject.OUTPUT)));
    List<Verdict> verdicts =
        steps.verdicts(
            PROMPTS.get(2), Verdict.YES_NO_IDK, claims, Map.of("truths", truths, "claims", claims));
    Set<String> supported =
        penalizesUnsure ? Set.of(Verdict.YES) : Set.of(Verdict.YES, Verdict.IDK);
    return verdicts.isEmpty() ? 1 : Verdict.share(verdicts, supported);
  }

  @Override
  public CallRange calls(Subject subject) {
    return CallRange.ofSteps(2, 3);
  }
}
