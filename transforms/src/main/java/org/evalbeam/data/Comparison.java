package org.evalbeam.data;

import org.jspecify.annotations.Nullable;

/**
 * What one metric says of two variants on the rows of a dataset that both scored; one row of the
 * comparisons table.
 */
public record Comparison(
    @Doc("Dataset.") String dataset,
    @Doc("Metric as shown: its aliased_name, or its name.") String metric,
    @Doc("First variant, a: the one that comes first in the spec.") String variantA,
    @Doc("Second variant, b.") String variantB,
    @Doc("Which way is better: up, down, or neutral.") String direction,
    @Doc("Rows that both scored.") long rows,
    @Doc("Clusters of these rows. Null where the dataset names no clusters.")
        @Nullable Long clusters,
    @Doc("The first's mean of row means over these rows. Null where there are none.")
        @Nullable Double meanA,
    @Doc("The second's. Null where there are none.") @Nullable Double meanB,
    @Doc("mean_a − mean_b. Null where there are no rows.") @Nullable Double difference,
    @Doc(
            "Standard error of the difference over rows, or over clusters where there are any. Null"
                + " for fewer than 2 of them.")
        @Nullable Double standardError,
    @Doc("Lower end of the difference's 95 % interval. Null where interval_gap says why.")
        @Nullable Double intervalLow,
    @Doc("Upper end. Null where interval_gap says why.") @Nullable Double intervalHigh,
    @Doc("Degrees of freedom: rows − 1, or clusters − 1. Null where there is no interval.")
        @Nullable Long intervalDegrees,
    @Doc("Why there is no interval, one of the gaps. Null where there is one.")
        @Nullable Gap intervalGap,
    @Doc(
            "Chance of a difference at least this large, were the two equal. Null where they share no"
                + " rows.")
        @Nullable Double pValue,
    @Doc("Which test it is of, one of the tests. Null where there is no p_value.")
        @Nullable PairedTest test,
    @Doc(
            "Which p-values it is adjusted with: quality (metrics with a better direction that aren't"
                + " figures of the call, without caution) or other, of the whole set.")
        String family,
    @Doc("P-values in the family.") long familySize,
    @Doc("p_value adjusted as of Holm. Null where there is none.") @Nullable Double pHolm,
    @Doc("p_value adjusted as of Benjamini and Hochberg. Null where there is none.")
        @Nullable Double pBenjaminiHochberg,
    @Doc(
            "The variant that is better, where p_holm is at most 0.05 and there is no caution. Null"
                + " where the data don't say.")
        @Nullable String better,
    @Doc("Rows on which a is better; the higher one, where the metric is neutral.") long wins,
    @Doc("Rows on which both score the same.") long ties,
    @Doc("Rows on which b is better, likewise.") long losses,
    @Doc(
            "Smallest true difference that this design sees 4 times of 5, at 5 %. Null where the"
                + " standard error is null or 0.")
        @Nullable Double smallestDifference,
    @Doc(
            "Half width of the interval that the advice aims at, as --target-width says. Null where"
                + " the metric has no range.")
        @Nullable Double targetHalfWidth,
    @Doc("Rows that the target takes, repeats as they are. Null where advice_gap says why.")
        @Nullable Long rowsForTarget,
    @Doc(
            "Repeats of both that the target takes on these rows. Null where no number does, or"
                + " advice_gap says why.")
        @Nullable Long repeatsForTarget,
    @Doc("What to run next, one of the advices. Null where advice_gap says why.")
        @Nullable Advice advice,
    @Doc("Why there is no advice, or none on repeats (one_repeat). Null where there is all.")
        @Nullable Gap adviceGap,
    @Doc("Judge of a. Null where the metric needs none.") @Nullable String judgeA,
    @Doc("Judge of b. Null where the metric needs none.") @Nullable String judgeB,
    @Doc(
            "What speaks against comparing: different_judges, different_metrics, or both. Null where"
                + " nothing does.")
        @Nullable String caution) {

  /** The family of metrics that tell which variant is better. */
  public static final String QUALITY = "quality";

  /** All the rest. */
  public static final String OTHER = "other";
}
