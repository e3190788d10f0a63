package org.evalbeam.pipeline.report.view;

/**
 * An interval on a line from 0 to 100.
 *
 * @param from its lower end
 * @param width its width
 * @param mean where the mean is
 */
public record BarView(String from, String width, String mean) {}
