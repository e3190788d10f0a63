package org.evalbeam.spec;

/**
 * How many rows an experiment runs on.
 *
 * @param rows the number
 * @param source where it comes from, for messages
 */
record RowCount(int rows, String source) {}
