package org.evalbeam.pipeline.report;

/**
 * Which trial it is.
 *
 * @param experiment the experiment
 * @param numLine the row's number in its dataset
 */
record TrialKey(String experiment, int numLine) {}
