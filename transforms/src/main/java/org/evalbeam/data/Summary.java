package org.evalbeam.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one metric says of one variant on one dataset; one row of the summary table. */
public record Summary(
    @Doc("Dataset.") String dataset,
    @Doc("Variant: what the repeats of one configuration have in common.") String variant,
    @Doc("Metric as shown: its aliased_name, or its name.") String metric,
    @Doc("Name of the metric's rule.") String metricName,
    @Doc("Mean of the repeats' means, over ok scores only. Null where there is no score.")
        @Nullable Double mean,
    @Doc("Sample standard deviation (ddof 1) of the repeats' means. Null for fewer than 2 repeats.")
        @Nullable Double std,
    @Doc("Sample variance (ddof 1) of the repeats' means. Null for fewer than 2 repeats.")
        @Nullable Double variance,
    @Doc("Each repeat's mean over its ok scores, in the order of the repeats that have any.")
        List<Double> repeatMeans,
    @Doc("Repeats with at least one score.") int repeats,
    @Doc("Scores that the mean rests on, over all repeats.") long support,
    @Doc("Dataset rows that were evaluated.") long rows,
    @Doc("Observations of status failed, over all repeats.") long failed,
    @Doc("Observations of status unparsed, over all repeats.") long unparsed,
    @Doc("Observations of status not_applicable, over all repeats.") long notApplicable) {

  /**
   * What scores are aggregated by.
   *
   * @param dataset dataset
   * @param variant variant
   * @param metric metric as shown
   * @param metricName name of the metric's rule
   */
  public record Key(String dataset, String variant, String metric, String metricName) {}
}
