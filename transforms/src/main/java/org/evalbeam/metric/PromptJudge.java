package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.evalbeam.metric.prompt.PromptTemplate;

/** A metric that is one shipped prompt: the judge reads it and gives the score. */
final class PromptJudge implements Metric {

  private final MetricInfo info;
  private final String text;
  private final PromptTemplate template;
  private final ScoreRange range;

  /** The metric whose prompt has the same name; what the prompt reads, it needs. */
  PromptJudge(
      String name,
      Prompts prompts,
      ScoreRange range,
      MetricInfo.Direction direction,
      String summary) {
    this.text = prompts.text(name);
    this.template = prompts.template(name);
    this.range = range;
    this.info =
        new MetricInfo(
            name,
            MetricInfo.Kind.JUDGE,
            range.min(),
            range.max(),
            direction,
            null,
            template.fields(),
            List.of(),
            summary);
  }

  @Override
  public MetricInfo info() {
    return info;
  }

  @Override
  public Map<String, String> prompts() {
    return Map.of(info.name(), text);
  }

  @Override
  public Scorer bind(Map<String, JsonNode> params) throws InvalidParamsException {
    new Params(params, info.params()).check();
    return new PromptScorer("", template, range);
  }
}
