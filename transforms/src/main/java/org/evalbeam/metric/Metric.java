package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule that gives an answer a score. Metrics are brought by a {@link MetricProvider} and keep no
 * state.
 */
public interface Metric {

  /** What the metric is. */
  MetricInfo info();

  /** The text of the prompt that it ships with; null where it has none. */
  default @Nullable String prompt() {
    return null;
  }

  /**
   * The metric with its parameters read, once for all rows.
   *
   * @throws InvalidParamsException with every problem, where the parameters are not as {@link
   *     #info} says
   */
  Scorer bind(Map<String, JsonNode> params) throws InvalidParamsException;

  /** A metric with its parameters; used by many threads at once. */
  interface Scorer {

    /** Fields that a score can't be given without; may depend on the parameters. */
    Set<String> needs();

    /**
     * What the metric is with these parameters, where they settle more than {@link Metric#info}
     * says.
     */
    default MetricInfo settle(MetricInfo info) {
      return info;
    }

    /**
     * The score of one answer; every field of {@link #needs} is there.
     *
     * @param judge the judge to ask; metrics of another kind than {@link MetricInfo.Kind#JUDGE}
     *     never ask
     * @throws Judge.FailedException where the judge gave no reply: let it pass, the caller turns it
     *     into a failed score
     */
    Score score(Subject subject, Judge judge) throws Judge.FailedException;
  }
}
