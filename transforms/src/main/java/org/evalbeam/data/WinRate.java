package org.evalbeam.data;

import org.jspecify.annotations.Nullable;

/**
 * How often one variant's answers are preferred to another's, to the same rows of a dataset; one
 * row of the win_rates table.
 */
public record WinRate(
    @Doc("Dataset.") String dataset,
    @Doc("Metric as shown: its aliased_name, or its name.") String metric,
    @Doc("Name of the metric's rule.") String metricName,
    @Doc("First variant, a: the one that comes first in the spec.") String variantA,
    @Doc("Second variant, b.") String variantB,
    @Doc("Model name of the judge.") String judge,
    @Doc("Rows with an outcome.") long rows,
    @Doc("Clusters of these rows. Null where the dataset names no clusters.")
        @Nullable Long clusters,
    @Doc("Outcomes, over rows, repeats and words of the judge: wins, ties and losses.")
        long support,
    @Doc("Outcomes in which a is preferred.") long wins,
    @Doc("Outcomes in which neither is.") long ties,
    @Doc("Outcomes in which b is preferred.") long losses,
    @Doc("Ties of one and the same text, which no judge was asked for.") long identical,
    @Doc("Ties that the judge made by another verdict in the other order.") long inconsistent,
    @Doc("Preferences that failed.") long failed,
    @Doc("Preferences whose verdicts could not be read.") long unparsed,
    @Doc("Preferences that don't apply.") long notApplicable,
    @Doc(
            "Mean over the rows of a's points: 1 for a win, 0.5 for a tie, 0 for a loss. Null where"
                + " there are no outcomes.")
        @Nullable Double winRate,
    @Doc(
            "Standard error of it over rows, or over clusters where there are any. Null for fewer than"
                + " 2 of them.")
        @Nullable Double standardError,
    @Doc("Lower end of its 95 % interval. Null where interval_gap says why.")
        @Nullable Double intervalLow,
    @Doc("Upper end. Null where interval_gap says why.") @Nullable Double intervalHigh,
    @Doc("How it was made, one of the methods. Null where there is no interval.")
        @Nullable IntervalMethod intervalMethod,
    @Doc("Degrees of freedom. Null where there is no interval or the method has none.")
        @Nullable Long intervalDegrees,
    @Doc("Why there is no interval, one of the gaps. Null where there is one.")
        @Nullable Gap intervalGap,
    @Doc(
            "Chance of a win rate at least as far from 0.5, were the two equal. Null where there are"
                + " no outcomes.")
        @Nullable Double pValue,
    @Doc("Which test it is of, one of the tests. Null where there is no p_value.")
        @Nullable PairedTest test,
    @Doc("P-values that it is adjusted with: those of all win rates of the set.") long familySize,
    @Doc("p_value adjusted as of Holm. Null where there is none.") @Nullable Double pHolm,
    @Doc("The variant that is better, where p_holm is at most 0.05. Null where the data don't say.")
        @Nullable String better,
    @Doc("Verdicts for the answer that was shown first, of both orders.") long verdictsFirst,
    @Doc("Verdicts for the answer that was shown second.") long verdictsSecond,
    @Doc("Verdicts for neither.") long verdictsTie,
    @Doc(
            "Share of verdicts_first in the verdicts for either: 0.5 without a position bias. Null"
                + " where there are none.")
        @Nullable Double firstShare) {}
