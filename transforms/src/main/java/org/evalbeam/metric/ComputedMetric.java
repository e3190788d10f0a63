package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A metric without parameters that is computed from row and answer alone, by one function. */
final class ComputedMetric implements Metric {

  private final MetricInfo info;
  private final Function<Subject, Score> rule;

  /**
   * A metric by its rule.
   *
   * @param rule gives a subject, whose needed fields are there, its score
   */
  ComputedMetric(MetricInfo info, Function<Subject, Score> rule) {
    this.info = info;
    this.rule = rule;
  }

  @Override
  public MetricInfo info() {
    return info;
  }

  @Override
  public Scorer bind(Map<String, JsonNode> params) throws InvalidParamsException {
    new Params(params, info.params()).check();
    return new Scorer() {
      @Override
      public Set<String> needs() {
        return info.needs();
      }

      @Override
      public Score score(Subject subject, Judge judge) {
        return rule.apply(subject);
      }
    };
  }
}
