package org.evalbeam.metric;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.SteppedJudge.Described;

/**
 * {@code prompt_alignment}: whether the output follows instructions that its prompt gave. One
 * verdict per instruction; the score is the share of those that it doesn't break.
 *
 * @param instructions at least one
 */
record PromptAlignment(List<String> instructions) implements Procedure {

  private static final String VERDICTS = "prompt_alignment_verdicts";
  private static final String INSTRUCTIONS = "prompt_instructions";

  static Metric metric(Prompts prompts) {
    return SteppedJudge.of(
        new Described(
            "prompt_alignment",
            Direction.UP,
            Set.of(Row.QUERY, Subject.OUTPUT),
            List.of(
                new MetricInfo.Param(
                    INSTRUCTIONS, "a list of texts", null, "the instructions to follow")),
            "Share of the given instructions that the output does not break."),
        prompts,
        List.of(VERDICTS),
        PromptAlignment::read);
  }

  private static Procedure read(Params params) {
    List<String> instructions = params.texts(INSTRUCTIONS);
    if (params.json(INSTRUCTIONS).isEmpty()) {
      params.reject(INSTRUCTIONS, "must be given, a list of texts");
    }
    return new PromptAlignment(instructions);
  }

  @Override
  public double score(Subject subject, Steps steps) throws Judge.FailedException, NoScoreException {
    return Verdict.share(
        steps.verdicts(
            VERDICTS,
            Verdict.YES_NO_IDK,
            instructions,
            Map.of(
                Row.QUERY,
                subject.required(Row.QUERY),
                Subject.OUTPUT,
                subject.required(Subject.OUTPUT),
                "instructions",
                instructions)),
        Set.of(Verdict.YES, Verdict.IDK));
  }

  @Override
  public CallRange calls(Subject subject) {
    return CallRange.ofSteps(1, 1);
  }
}
