package org.evalbeam.pipeline.report.view;

import java.util.List;

/**
 * The results on one dataset.
 *
 * @param dataset its name
 * @param verdicts for each metric with a better direction: who is best and how sure that is
 * @param metrics the columns of the table of means
 * @param lines its rows, a variant each, best first
 * @param left what the table leaves out; empty where it leaves out nothing
 * @param matrices the comparisons, a metric each
 */
public record DatasetView(
    String dataset,
    List<VerdictView> verdicts,
    List<MetricView> metrics,
    List<LeaderView> lines,
    String left,
    List<MatrixView> matrices) {}
