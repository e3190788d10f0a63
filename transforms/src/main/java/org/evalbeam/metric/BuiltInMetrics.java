package org.evalbeam.metric;

import static org.evalbeam.metric.MetricInfo.Direction.DOWN;
import static org.evalbeam.metric.MetricInfo.Direction.UP;

import java.util.List;
import org.evalbeam.data.Answer;

/** The metrics that ship with evalbeam: the table of contents of this package. */
public final class BuiltInMetrics implements MetricProvider {

  @Override
  public List<Metric> metrics() {
    return List.of(
        new PromptJudge(
            "judge_precision",
            ScoreRange.BINARY,
            UP,
            "Is the expected answer contained in the output?"),
        new PromptJudge(
            "judge_exactness",
            ScoreRange.BINARY,
            UP,
            "Does the output say the same as the expected answer?"),
        new PromptJudge(
            "judge_notator",
            ScoreRange.of(1, 10),
            UP,
            "How close in meaning is the output to the expected answer?"),
        new AdhocJudge(),
        new ContextualRelevancy(),
        QcmExactness.metric(),
        OutputLength.metric(),
        ReportedFigure.metric(
            "generation_time",
            "s",
            DOWN,
            "Seconds that the successful request took.",
            Answer::generationTime),
        ReportedFigure.metric(
            "nb_tokens_prompt",
            "tokens",
            DOWN,
            "Tokens of the prompt, from the endpoint's usage.",
            Answer::nbTokensPrompt),
        ReportedFigure.metric(
            "nb_tokens_completion",
            "tokens",
            DOWN,
            "Tokens of the answer, from the endpoint's usage.",
            Answer::nbTokensCompletion));
  }
}
