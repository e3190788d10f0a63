package org.evalbeam.pipeline.report.view;

/**
 * One thing that is known of the run.
 *
 * @param name what it is
 * @param value its value
 */
public record Fact(String name, String value) {}
