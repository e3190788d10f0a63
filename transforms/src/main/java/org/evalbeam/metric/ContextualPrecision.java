package org.evalbeam.metric;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.SteppedJudge.Described;

/**
 * {@code contextual_precision}: whether the search puts useful contexts first. One verdict per
 * context in the order of their rank; the score is the average precision: of each useful context,
 * the share of useful ones down to its rank, averaged over the useful ones; 0 where none is.
 */
record ContextualPrecision() implements Procedure {

  static final List<String> PROMPTS = List.of("contextual_precision_verdicts");

  static Metric metric(Prompts prompts) {
    return SteppedJudge.of(
        new Described(
            "contextual_precision",
            Direction.UP,
            Set.of(Row.QUERY, Row.OUTPUT_TRUE, Subject.RETRIEVAL_CONTEXT),
            "Whether contexts that help to the expected answer were ranked first."),
        prompts,
        PROMPTS,
        params -> new ContextualPrecision());
  }

  @Override
  public double score(Subject subject, Steps steps) throws Judge.FailedException, NoScoreException {
    List<String> contexts = subject.requiredTexts(Subject.RETRIEVAL_CONTEXT);
    return averagePrecision(
        steps.verdicts(
            PROMPTS.get(0),
            Verdict.YES_NO,
            Steps.numbered("context", contexts.size()),
            Map.of(
                Row.QUERY,
                subject.required(Row.QUERY),
                Row.OUTPUT_TRUE,
                subject.required(Row.OUTPUT_TRUE),
                "contexts",
                contexts)));
  }

  private static double averagePrecision(List<Verdict> ranked) {
    double sum = 0;
    int useful = 0;
    for (int rank = 1; rank <= ranked.size(); rank++) {
      if (ranked.get(rank - 1).isYes()) {
        useful++;
        sum += (double) useful / rank;
      }
    }
    return useful == 0 ? 0 : sum / useful;
  }

  @Override
  public CallRange calls(Subject subject) {
    return CallRange.ofSteps(1, 1);
  }
}
