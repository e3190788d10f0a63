package org.evalbeam.metric;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.SteppedJudge.Described;

/**
 * {@code hallucination}: whether the output contradicts what the model was given. One verdict per
 * context, does the output agree with it; the score is the share of those that it doesn't.
 */
record Hallucination() implements Procedure {

  private static final String VERDICTS = "hallucination_verdicts";

  static Metric metric(Prompts prompts) {
    return SteppedJudge.of(
        new Described(
            "hallucination",
            Direction.DOWN,
            Set.of(Row.QUERY, Subject.OUTPUT, Subject.CONTEXT),
            "Share of the given contexts that the output does not agree with."),
        prompts,
        List.of(VERDICTS),
        params -> new Hallucination());
  }

  @Override
  public double score(Subject subject, Steps steps) throws Judge.FailedException, NoScoreException {
    List<String> contexts = subject.requiredTexts(Subject.CONTEXT);
    return Verdict.share(
        steps.verdicts(
            VERDICTS,
            Verdict.YES_NO,
            Steps.numbered("context", contexts.size()),
            Map.of(Subject.OUTPUT, subject.required(Subject.OUTPUT), "contexts", contexts)),
        Set.of(Verdict.NO));
  }

  @Override
  public CallRange calls(Subject subject) {
    return CallRange.ofSteps(1, 1);
  }
}
