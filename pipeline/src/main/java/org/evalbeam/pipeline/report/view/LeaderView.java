package org.evalbeam.pipeline.report.view;

import java.util.List;

/**
 * One variant in the table of means.
 *
 * @param variant its name
 * @param cells a cell for each metric
 */
public record LeaderView(String variant, List<CellView> cells) {}
