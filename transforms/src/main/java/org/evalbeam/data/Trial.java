package org.evalbeam.data;

import org.jspecify.annotations.Nullable;

/**
 * One experiment on one row: what the pipeline evaluates.
 *
 * @param experiment the experiment's name, unique in its set
 * @param row the dataset row
 * @param supplied the answer, where it came with the spec; null where the model is to be called
 */
public record Trial(String experiment, Row row, @Nullable SuppliedOutput supplied) {}
