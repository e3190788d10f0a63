package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Row;
import org.evalbeam.metric.prompt.PromptTemplate;
import org.jspecify.annotations.Nullable;

/**
 * {@code judge_pairwise}: which of two answers to one question is the better one. It knows one
 * order of showing them; whoever asks it does so in both.
 */
final class PairwiseJudge extends PromptedMetric {

  private static final String CRITERIA = "criteria";
  private static final String BASELINE = "baseline";
  private static final String GENERAL =
      "correctness first; then how completely the question is answered, how clear the answer is, and"
          + " whether it keeps to the point. Length by itself is no merit.";

  /** Names that the prompt has for the two answers. */
  private static final String FIRST = "first_output";

  private static final String SECOND = "second_output";

  private static final MetricInfo INFO =
      new MetricInfo(
          "judge_pairwise",
          MetricInfo.Kind.PAIRWISE,
          0.0,
          1.0,
          MetricInfo.Direction.UP,
          null,
          Set.of(Row.QUERY, Subject.OUTPUT),
          List.of(
              new MetricInfo.Param(
                  CRITERIA,
                  "text",
                  "correct, complete, clear, to the point",
                  "what makes it better"),
              new MetricInfo.Param(
                  BASELINE,
                  "name of a variant",
                  "all pairs",
                  "the variant that each other one is compared with")),
          "Win rate: a judge compares the answers of two variants, in both orders.");

  private static final Map<String, Double> POINTS = Map.of("first", 1.0, "tie", 0.5, "second", 0.0);

  private final PromptTemplate template;

  PairwiseJudge(Prompts prompts) {
    super(INFO, prompts);
    this.template = prompts.templateOfSameFields(INFO.name());
  }

  @Override
  public Scorer bind(Map<String, JsonNode> given) throws InvalidParamsException {
    Params params = new Params(given, INFO.params());
    Optional<String> criteria = params.text(CRITERIA);
    Optional<String> baseline = params.text(BASELINE);
    params.check();
    return new Comparing(template, criteria.orElse(GENERAL), baseline.orElse(null));
  }

  private record Comparing(PromptTemplate template, String criteria, @Nullable String baseline)
      implements Scorer {

    @Override
    public Set<String> needs() {
      return Set.of(Row.QUERY, Subject.OUTPUT, Subject.OTHER_OUTPUT);
    }

    @Override
    public Score score(Subject subject, Judge judge) throws Judge.FailedException {
      String expected = subject.text(Row.OUTPUT_TRUE);
      String prompt;
      try {
        prompt =
            Prompts.rendered(
                template,
                Map.of(
                    Row.QUERY,
                    subject.required(Row.QUERY),
                    Row.OUTPUT_TRUE,
                    expected == null ? "" : expected,
                    FIRST,
                    subject.required(Subject.OUTPUT),
                    SECOND,
                    subject.required(Subject.OTHER_OUTPUT),
                    CRITERIA,
                    criteria));
      } catch (NoScoreException e) {
        return e.why();
      }
      return read(judge.ask(prompt));
    }

    private static Score read(String reply) {
      Double points =
          JsonReply.lastObject(reply)
              .map(object -> object.path("verdict").asText().strip().toLowerCase(Locale.ROOT))
              .map(POINTS::get)
              .orElse(null);
      return points == null
          ? Score.unparsed(FailureReason.UNREADABLE_SCORE, "no verdict in the judge's reply", reply)
          : Score.of(points, reply);
    }
  }
}
