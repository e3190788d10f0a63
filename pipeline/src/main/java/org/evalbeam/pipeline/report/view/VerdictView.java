package org.evalbeam.pipeline.report.view;

/**
 * Who is best on one metric.
 *
 * @param metric the metric
 * @param best the best variant, or several with the same mean
 * @param figure its mean ± standard deviation
 * @param interval its interval, in words
 * @param level {@code clear}, {@code tied}, {@code reversed} or {@code alone}: how sure that is
 * @param sure the same in words
 * @param worst the worst variant and its mean; empty where there is one variant only, or it is
 *     better on the rows that both scored
 */
public record VerdictView(
    MetricView metric,
    String best,
    String figure,
    String interval,
    String level,
    String sure,
    String worst) {}
