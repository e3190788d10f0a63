package org.evalbeam.metric;

import org.jspecify.annotations.Nullable;

/** How a metric comes to its score step by step: plain code from top to bottom. */
interface Procedure {

  /** The score before {@code strict_mode}; what was found on the way is written by the steps. */
  double score(Subject subject, Steps steps) throws Judge.FailedException, NoScoreException;

  /** Calls that it takes. */
  CallRange calls(Subject subject);

  /** The model whose embeddings it asks for, as {@link Metric.Scorer#embeddingModel} has it. */
  default @Nullable String embeddingModel() {
    return null;
  }
}
