package org.evalbeam.metric;

import static org.evalbeam.metric.MetricInfo.Direction.DOWN;
import static org.evalbeam.metric.MetricInfo.Direction.NEUTRAL;
import static org.evalbeam.metric.MetricInfo.Direction.UP;

import java.util.List;
import java.util.stream.Stream;
import org.evalbeam.data.Answer;
import org.evalbeam.metric.text.Bleu;
import org.evalbeam.metric.text.Chrf;
import org.evalbeam.metric.text.RougeL;

/** The metrics that ship with evalbeam: the table of contents of this package. */
public final class BuiltInMetrics implements MetricProvider {

  @Override
  public List<Metric> metrics() {
    return metrics(Prompts.SHIPPED);
  }

  @Override
  public List<Metric> metrics(Prompts prompts) {
    return Stream.of(judges(prompts), steppedJudges(prompts), ofTexts(), ofCalls())
        .flatMap(List::stream)
        .toList();
  }

  /** One call each. */
  private static List<Metric> judges(Prompts prompts) {
    return List.of(
        new PromptJudge(
            "judge_precision",
            prompts,
            ScoreRange.BINARY,
            UP,
            "Is the expected answer contained in the output?"),
        new PromptJudge(
            "judge_exactness",
            prompts,
            ScoreRange.BINARY,
            UP,
            "Does the output say the same as the expected answer?"),
        new PromptJudge(
            "judge_notator",
            prompts,
            ScoreRange.of(1, 10),
            UP,
            "How close in meaning is the output to the expected answer?"),
        new PromptJudge(
            "judge_relevant",
            prompts,
            ScoreRange.of(1, 10),
            UP,
            "How many of the expected answer's essential elements are in the output?"),
        new PromptJudge(
            "judge_rambling",
            prompts,
            ScoreRange.of(1, 10),
            DOWN,
            "How much of the output is beside the point?"),
        new PromptJudge(
            "judge_completude",
            prompts,
            ScoreRange.of(0, 100),
            UP,
            "How much of the expected answer does the output cover, in percent?"),
        new PromptJudge(
            "judge_complexity",
            prompts,
            ScoreRange.of(0, 10),
            NEUTRAL,
            "How complex is the query? Of the dataset alone, whatever the output."),
        new AdhocJudge(),
        new Rubric(prompts),
        new PairwiseJudge(prompts));
  }

  /** Several calls each. */
  private static List<Metric> steppedJudges(Prompts prompts) {
    return List.of(
        StatementVerdicts.answerRelevancy(prompts),
        Faithfulness.metric(prompts),
        Hallucination.metric(prompts),
        ContextualRelevancy.metric(prompts),
        ContextualPrecision.metric(prompts),
        ContextualRecall.metric(prompts),
        StatementVerdicts.bias(prompts),
        StatementVerdicts.toxicity(prompts),
        StatementVerdicts.piiLeakage(prompts),
        PromptAlignment.metric(prompts),
        Summarization.metric(prompts),
        Ragas.metric(prompts),
        new EmbeddingSimilarity());
  }

  private static List<Metric> ofTexts() {
    return List.of(
        QcmExactness.metric(),
        TextMatch.exact(),
        TextMatch.contains(),
        TextMatch.regex(),
        NumericMatch.metric(),
        JsonMetrics.valid(),
        JsonMetrics.schema(),
        OcrV1.metric(),
        TextSimilarity.metric(
            "rouge_l", 1, "ROUGE-L: F1 of the longest common subsequence of words.", RougeL::of),
        TextSimilarity.metric(
            "bleu", 100, "BLEU of the sentence, as sacrebleu computes it.", Bleu::of),
        TextSimilarity.metric(
            "chrf", 100, "chrF2: F-score of common characters' n-grams, likewise.", Chrf::of));
  }

  private static List<Metric> ofCalls() {
    return List.of(
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
            Answer::nbTokensCompletion),
        ReportedFigure.metric(
            "nb_tool_calls",
            "calls",
            NEUTRAL,
            "Tool calls that the model made.",
            Answer::nbToolCalls),
        Footprint.energy(),
        Footprint.warming());
  }
}
