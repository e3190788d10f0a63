package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.evalbeam.metric.prompt.PromptTemplate;

/** A metric that is one shipped prompt: the judge reads it and gives the score. */
final class PromptJudge extends PromptedMetric {

  private final PromptTemplate template;
  private final ScoreRange range;

  /** The metric whose prompt has the same name; what the prompt reads, it needs. */
  PromptJudge(
      String name,
      Prompts prompts,
      ScoreRange range,
      MetricInfo.Direction direction,
      String summary) {
    super(
        new MetricInfo(
            name,
            MetricInfo.Kind.JUDGE,
            range.min(),
            range.max(),
            direction,
            null,
            prompts.template(name).fields(),
            List.of(),
            summary),
        prompts);
    this.template = prompts.template(name);
    this.range = range;
  }

  @Override
  public Scorer bind(Map<String, JsonNode> params) throws InvalidParamsException {
    new Params(params, info().params()).check();
    return new PromptScorer("", template, range);
  }
}
