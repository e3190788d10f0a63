package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A metric that is computed from row and answer alone, by one function. */
public final class ComputedMetric implements Metric {

  private final MetricInfo info;
  private final Function<Params, Function<Subject, Score>> rule;

  private ComputedMetric(MetricInfo info, Function<Params, Function<Subject, Score>> rule) {
    this.info = info;
    this.rule = rule;
  }

  /**
   * A metric without parameters.
   *
   * @param rule gives a subject, whose needed fields are there, its score
   */
  public static Metric of(MetricInfo info, Function<Subject, Score> rule) {
    return new ComputedMetric(info, params -> rule);
  }

  /**
   * A metric with parameters.
   *
   * @param rule reads the parameters, once for all rows, and gives the rule for a subject; where
   *     they hold problems, what it gives is not used
   */
  public static Metric withParams(
      MetricInfo info, Function<Params, Function<Subject, Score>> rule) {
    return new ComputedMetric(info, rule);
  }

  @Override
  public MetricInfo info() {
    return info;
  }

  @Override
  public Scorer bind(Map<String, JsonNode> given) throws InvalidParamsException {
    Params params = new Params(given, info.params());
    Function<Subject, Score> bound = rule.apply(params);
    params.check();
    return new Scorer() {
      @Override
      public Set<String> needs() {
        return info.needs();
      }

      @Override
      public Score score(Subject subject, Judge judge) {
        return bound.apply(subject);
      }
    };
  }
}
