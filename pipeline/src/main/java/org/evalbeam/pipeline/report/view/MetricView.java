package org.evalbeam.pipeline.report.view;

/**
 * A metric where it heads something.
 *
 * @param name the metric as shown
 * @param arrow ↑, ↓ or nothing: its better direction
 * @param hint direction, range and unit in words
 */
public record MetricView(String name, String arrow, String hint) {}
