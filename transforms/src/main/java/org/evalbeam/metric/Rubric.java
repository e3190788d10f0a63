package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.metric.prompt.PromptTemplate;

/**
 * {@code judge_rubric}: a user's criteria, all in one call, a score from 1 to 5 for each; the
 * metric's score is their mean by weight.
 */
final class Rubric extends PromptedMetric {

  private static final String CRITERIA = "criteria";
  private static final ScoreRange RANGE = ScoreRange.of(1, 5);

  private static final MetricInfo INFO =
      new MetricInfo(
          "judge_rubric",
          MetricInfo.Kind.JUDGE,
          RANGE.min(),
          RANGE.max(),
          MetricInfo.Direction.UP,
          null,
          Set.of(Row.QUERY, Subject.OUTPUT),
          List.of(
              new MetricInfo.Param(
                  CRITERIA,
                  "a list of objects with name, description, weight",
                  null,
                  "what to score; a weight is a number above 0, 1 where it is not given")),
          "Mean by weight of a judge's scores by your own criteria.");

  private final PromptTemplate template;

  Rubric(Prompts prompts) {
    super(INFO, prompts);
    this.template = prompts.templateOfSameFields(INFO.name());
  }

  @Override
  public Scorer bind(Map<String, JsonNode> given) throws InvalidParamsException {
    Params params = new Params(given, INFO.params());
    List<Criterion> criteria = read(params);
    params.check();
    return new Weighted(template, criteria);
  }

  private record Criterion(String name, String description, double weight) {

    String shown() {
      return name + ": " + description;
    }
  }

  private static List<Criterion> read(Params params) {
    Optional<JsonNode> list = params.json(CRITERIA);
    if (list.isEmpty() || !list.get().isArray() || list.get().isEmpty()) {
      params.reject(CRITERIA, "must be given, a list of at least one criterion");
      return List.of();
    }
    List<Criterion> criteria = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.get().size(); i++) {
      JsonNode item = list.get().get(i);
      String name = item.path("name").asText();
      JsonNode weight = item.path("weight");
      boolean weighs =
          weight.isNumber() && weight.doubleValue() > 0 && Double.isFinite(weight.doubleValue());
      if (name.isBlank()
          || !item.path("description").isTextual()
          || !(weight.isMissingNode() || weighs)
          || !names.add(name)) {
        params.reject(
            CRITERIA,
            "[%d] must be an object with a name of its own, a description and a weight above 0,"
                    .formatted(i)
                + " but is "
                + item);
      }
      criteria.add(
          new Criterion(
              name, item.path("description").asText(), weighs ? weight.doubleValue() : 1));
    }
    return scaled(criteria);
  }

  /**
   * The same proportions with the largest weight from 1 to 2, so that no sum of weights is
   * infinite; a power of 2 as the factor rounds nothing.
   */
  private static List<Criterion> scaled(List<Criterion> criteria) {
    double largest = criteria.stream().mapToDouble(Criterion::weight).max().orElse(1);
    int exponent = Math.getExponent(largest);
    return criteria.stream()
        .map(
            criterion ->
                new Criterion(
                    criterion.name(),
                    criterion.description(),
                    Math.scalb(criterion.weight(), -exponent)))
        .toList();
  }

  private record Weighted(PromptTemplate template, List<Criterion> criteria) implements Scorer {

    @Override
    public Set<String> needs() {
      return INFO.needs();
    }

    @Override
    public CallRange calls(Subject subject) {
      return CallRange.ofSteps(1, 1);
    }

    @Override
    public Score score(Subject subject, Judge judge) throws Judge.FailedException {
      String prompt;
      try {
        prompt =
            Prompts.rendered(
                template,
                Map.of(
                    Row.QUERY,
                    subject.required(Row.QUERY),
                    Subject.OUTPUT,
                    subject.required(Subject.OUTPUT),
                    CRITERIA,
                    criteria.stream().map(Criterion::shown).toList()));
      } catch (NoScoreException e) {
        return e.why();
      }
      FittingReply<Double> reply = FittingReply.ask(judge, prompt, this::mean);
      return reply.content().isPresent()
          ? Score.of(reply.content().get(), reply.text())
          : reply.unparsed();
    }

    /** Empty where there are more or fewer scores than criteria, or one is out of range. */
    private Optional<Double> mean(String reply) {
      Optional<JsonNode> scores = JsonReply.lastObject(reply).map(node -> node.path("scores"));
      if (scores.isEmpty() || !scores.get().isArray() || scores.get().size() != criteria.size()) {
        return Optional.empty();
      }
      ScoreReader reader = new ScoreReader(RANGE);
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < criteria.size(); i++) {
        Double score = reader.readField(scores.get().get(i)).value();
        if (score == null) {
          return Optional.empty();
        }
        sum += score * criteria.get(i).weight();
        weights += criteria.get(i).weight();
      }
      return Optional.of(sum / weights);
    }
  }
}
