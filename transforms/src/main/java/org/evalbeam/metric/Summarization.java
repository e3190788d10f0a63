package org.evalbeam.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.SteppedJudge.Described;

/**
 * {@code summarization}: whether a summary (the output) says nothing but what its text (the query)
 * says, and says what matters. The smaller of two parts: alignment, the share of the summary's
 * claims that the text supports, and coverage, the share of the questions that the text answers yes
 * and the summary too. A part without claims or questions is 0.
 *
 * @param n questions to be made up
 * @param questions questions to ask; empty where they are to be made up
 */
record Summarization(int n, List<String> questions) implements Procedure {

  private static final String CLAIMS = "summarization_claims";
  private static final String ALIGNMENT = "summarization_alignment";
  private static final String QUESTIONS = "summarization_questions";
  private static final String ANSWERS = "summarization_answers";

  private static final String N = "n";
  private static final String ASSESSMENT = "assessment_questions";
  private static final int MOST_QUESTIONS = 50;

  static Metric metric(Prompts prompts) {
    return SteppedJudge.of(
        new Described(
            "summarization",
            Direction.UP,
            Set.of(Row.QUERY, Subject.OUTPUT),
            List.of(
                new MetricInfo.Param(
                    N, "integer from 1 to " + MOST_QUESTIONS, "5", "questions to be made up"),
                new MetricInfo.Param(
                    ASSESSMENT,
                    "a list of texts",
                    "made up by the judge",
                    "yes-or-no questions that the text answers yes")),
            "How well the output sums up the query: the smaller of its alignment with the text and"
                + " its coverage."),
        prompts,
        List.of(CLAIMS, ALIGNMENT, QUESTIONS, ANSWERS),
        params ->
            new Summarization(params.integer(N, 5, 1, MOST_QUESTIONS), params.texts(ASSESSMENT)));
  }

  @Override
  public double score(Subject subject, Steps steps) throws Judge.FailedException, NoScoreException {
    String text = subject.required(Row.QUERY);
    String summary = subject.required(Subject.OUTPUT);
    double alignment = alignment(text, summary, steps);
    double coverage = coverage(text, summary, steps);
    steps.note("alignment_score", alignment);
    steps.note("coverage_score", coverage);
    return Math.min(alignment, coverage);
  }

  private static double alignment(String text, String summary, Steps steps)
      throws Judge.FailedException, NoScoreException {
    List<String> claims = steps.list(CLAIMS, "claims", Map.of("text", summary));
    List<Verdict> verdicts =
        steps.verdicts(
            ALIGNMENT,
            "alignment",
            Verdict.YES_NO_IDK,
            claims,
            Map.of("text", text, "claims", claims));
    return verdicts.isEmpty() ? 0 : Verdict.share(verdicts, Set.of(Verdict.YES));
  }

  private double coverage(String text, String summary, Steps steps)
      throws Judge.FailedException, NoScoreException {
    List<String> asked =
        questions.isEmpty()
            ? steps.list(QUESTIONS, "questions", Map.of("text", text, N, n))
            : questions;
    List<Verdict> ofText = answers("answers_of_text", text, asked, steps);
    List<String> answered = new ArrayList<>();
    for (Verdict answer : ofText) {
      if (answer.isYes()) {
        answered.add(answer.statement());
      }
    }
    List<Verdict> ofSummary = answers("answers_of_summary", summary, answered, steps);
    return ofSummary.isEmpty() ? 0 : Verdict.share(ofSummary, Set.of(Verdict.YES));
  }

  private static List<Verdict> answers(String kept, String text, List<String> asked, Steps steps)
      throws Judge.FailedException, NoScoreException {
    return steps.verdicts(
        ANSWERS, kept, Verdict.YES_NO_IDK, asked, Map.of("text", text, "questions", asked));
  }

  @Override
  public CallRange calls(Subject subject) {
    return questions.isEmpty() ? CallRange.ofSteps(2, 5) : CallRange.ofSteps(2, 4);
  }
}
