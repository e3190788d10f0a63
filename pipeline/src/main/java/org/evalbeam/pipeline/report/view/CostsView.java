package org.evalbeam.pipeline.report.view;

import java.util.List;

/**
 * What it took.
 *
 * @param head names of the columns
 * @param lines a line for each variant on each dataset
 * @param note what the figures rest on
 */
public record CostsView(List<String> head, List<List<String>> lines, String note) {}
