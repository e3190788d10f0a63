package org.evalbeam.flow;

/**
 * What the figures of calls are tallied by.
 *
 * @param dataset dataset
 * @param variant variant
 * @param metric metric whose judge was asked; {@link #ANSWERS} for the answers themselves
 */
public record CallsKey(String dataset, String variant, String metric) {

  static final String ANSWERS = "";
}
