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

  /** The texts of the prompts that it asks with, by their names, in the order of asking. */
  default Map<String, String> prompts() {
    return Map.of();
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

    /** Calls that a score of this answer takes; asked of metrics that call only. */
    default CallRange calls(Subject subject) {
      return CallRange.ONE;
    }

    /**
     * The model whose embeddings it asks for: a name that the endpoint catalog knows, {@link
     * Judge#DEFAULT_EMBEDDINGS} for the one that the catalog names; null where it asks for none.
     */
    default @Nullable String embeddingModel() {
      return null;
    }

    /**
     * The one variant, as tables show it, that a metric of kind {@link MetricInfo.Kind#PAIRWISE}
     * compares the others with; null where it compares all with each other.
     */
    default @Nullable String baseline() {
      return null;
    }

    /**
     * The score of one answer; every field of {@link #needs} is there.
     *
     * <p>A metric of kind {@link MetricInfo.Kind#PAIRWISE} gives 1 where the answer is better than
     * {@link Subject#other}, 0 where that one is, 0.5 for a tie. It is asked twice, the two in
     * either order.
     *
     * @param judge the models to ask; metrics of kind {@link MetricInfo.Kind#TEXT} or {@link
     *     MetricInfo.Kind#OPS} never ask
     * @throws Judge.FailedException where the judge gave no reply: let it pass, the caller turns it
     *     into a failed score
     */
    Score score(Subject subject, Judge judge) throws Judge.FailedException;
  }
}
