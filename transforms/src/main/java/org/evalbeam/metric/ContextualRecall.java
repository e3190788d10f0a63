package org.evalbeam.metric;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.SteppedJudge.Described;

/**
 * {@code contextual_recall}: whether the search found what the expected answer says. Each of its
 * sentences: can it be attributed to a context; the score is the share of those that can.
 */
record ContextualRecall() implements Procedure {

  static final List<String> PROMPTS = List.of("contextual_recall_verdicts");

  static Metric metric(Prompts prompts) {
    return SteppedJudge.of(
        new Described(
            "contextual_recall",
            Direction.UP,
            Set.of(Row.QUERY, Row.OUTPUT_TRUE, Subject.RETRIEVAL_CONTEXT),
            "Share of the expected answer's sentences that the retrieved contexts hold."),
        prompts,
        PROMPTS,
        params -> new ContextualRecall());
  }

  @Override
  public double score(Subject subject, Steps steps) throws Judge.FailedException, NoScoreException {
    List<String> sentences = Sentences.of(subject.required(Row.OUTPUT_TRUE));
    return Verdict.share(
        steps.verdicts(
            PROMPTS.get(0),
            Verdict.YES_NO,
            sentences,
            Map.of(
                "sentences",
                sentences,
                "contexts",
                subject.requiredTexts(Subject.RETRIEVAL_CONTEXT))),
        Set.of(Verdict.YES));
  }

  @Override
  public CallRange calls(Subject subject) {
    return CallRange.ofSteps(1, 1);
  }
}
