package org.evalbeam.metric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.SteppedJudge.Described;

/**
 * {@code ragas}: the mean of five metrics of answers that a search supports: context precision,
 * context recall, entity recall, answer relevancy by embeddings, faithfulness. A part without a
 * value is left out of the mean, and named.
 *
 * @param embeddingModel the model whose embeddings are asked for
 */
record Ragas(String embeddingModel) implements Procedure {

  private static final String ENTITIES = "ragas_entities";
  private static final String QUESTIONS = "ragas_questions";

  static Metric metric(Prompts prompts) {
    List<String> names = new ArrayList<>(ContextualPrecision.PROMPTS);
    names.addAll(ContextualRecall.PROMPTS);
    names.addAll(List.of(ENTITIES, QUESTIONS));
    names.addAll(Faithfulness.PROMPTS);
    return SteppedJudge.of(
        new Described(
            "ragas",
            Direction.UP,
            Set.of(Row.QUERY, Subject.OUTPUT, Row.OUTPUT_TRUE, Subject.RETRIEVAL_CONTEXT),
            List.of(EmbeddingSimilarity.MODEL),
            "Mean of context precision, context recall, entity recall, answer relevancy and"
                + " faithfulness."),
        prompts,
        names,
        params -> new Ragas(EmbeddingSimilarity.model(params)));
  }

  /** One of the five. */
  private interface Part {
    double score(Steps steps) throws Judge.FailedException, NoScoreException;
  }

  @Override
  public double score(Subject subject, Steps steps) throws Judge.FailedException, NoScoreException {
    Mean mean = new Mean(steps);
    mean.add("context_precision", own -> new ContextualPrecision().score(subject, own));
    mean.add("context_recall", own -> new ContextualRecall().score(subject, own));
    mean.add("entity_recall", own -> entityRecall(subject, own));
    mean.add("answer_relevancy", own -> relevancy(subject, own));
    mean.add("faithfulness", own -> new Faithfulness(false).score(subject, own));
    return mean.settled();
  }

  /** The mean of the parts that have a value. */
  private static final class Mean {

    private final Steps steps;
    private final List<String> leftOut = new ArrayList<>();
    private double sum;
    private int parts;

    Mean(Steps steps) {
      this.steps = steps;
    }

    void add(String name, Part part) throws Judge.FailedException {
      Steps own = steps.part(name);
      try {
        double score = part.score(own);
        own.note("score", score);
        sum += score;
        parts++;
      } catch (NoScoreException e) {
        leftOut.add(name + ": " + e.getMessage());
      }
    }

    double settled() throws NoScoreException {
      steps.note("left_out", leftOut);
      if (parts == 0) {
        throw new NoScoreException(
            Score.unparsed(
                FailureReason.UNREADABLE_SCORE, "no part has a value", String.join("\n", leftOut)));
      }
      return sum / parts;
    }
  }

  /** Share of the expected answer's entities that the contexts name too. */
  private static double entityRecall(Subject subject, Steps steps)
      throws Judge.FailedException, NoScoreException {
    Set<String> expected = entities("expected", List.of(subject.required(Row.OUTPUT_TRUE)), steps);
    if (expected.isEmpty()) {
      throw withoutValue("the expected answer names no entities");
    }
    Set<String> found = entities("found", subject.requiredTexts(Subject.RETRIEVAL_CONTEXT), steps);
    Set<String> common = new HashSet<>(expected);
    common.retainAll(found);
    return (double) common.size() / expected.size();
  }

  private static Set<String> entities(String kept, List<String> texts, Steps steps)
      throws Judge.FailedException, NoScoreException {
    return steps.part(kept).list(ENTITIES, "entities", Map.of("texts", texts)).stream()
        .map(entity -> entity.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** Mean cosine between the query and questions that the output would answer. */
  private static double relevancy(Subject subject, Steps steps)
      throws Judge.FailedException, NoScoreException {
    List<String> questions =
        steps.list(
            QUESTIONS, "questions", Map.of(Subject.OUTPUT, subject.required(Subject.OUTPUT)));
    if (questions.isEmpty()) {
      throw withoutValue("the output answers no question");
    }
    List<String> texts = new ArrayList<>();
    texts.add(subject.required(Row.QUERY));
    texts.addAll(questions);
    List<List<Double>> vectors = steps.embed(texts);
    double sum = 0;
    for (List<Double> question : vectors.subList(1, vectors.size())) {
      sum += EmbeddingSimilarity.cosine(vectors.get(0), question);
    }
    return Math.max(0, Math.min(1, sum / questions.size()));
  }

  private static NoScoreException withoutValue(String why) {
    return new NoScoreException(Score.notApplicable(FailureReason.NOT_REPORTED, why));
  }

  @Override
  public CallRange calls(Subject subject) {
    return CallRange.ofSteps(6, 8).plus(new CallRange(0, 1));
  }
}
