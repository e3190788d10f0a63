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
    @Doc("Observations of status not_applicable, over all repeats.") long notApplicable,
    @Doc(
            "The mean, were each failed or unparsed score the worst of the metric's range. Null where"
                + " no score was due, or the range has no worst end.")
        @Nullable Double worstMean,
    @Doc("Mean of the row means, which the interval belongs to. Null where there is no score.")
        @Nullable Double rowMean,
    @Doc("Rows with a score.") long scoredRows,
    @Doc("Clusters of rows with a score. Null where the dataset names no clusters.")
        @Nullable Long clusters,
    @Doc(
            "Standard error of row_mean over rows, or over clusters where there are any. Null for"
                + " fewer than 2 of them.")
        @Nullable Double standardError,
    @Doc(
            "Lower end of the 95 % interval, within the metric's range. Null where interval_gap says why.")
        @Nullable Double intervalLow,
    @Doc("Upper end. Null where interval_gap says why.") @Nullable Double intervalHigh,
    @Doc("How it was made, one of the methods. Null where there is no interval.")
        @Nullable IntervalMethod intervalMethod,
    @Doc("Which mean the interval is of: row_mean. Null where there is no interval.")
        @Nullable String intervalEstimator,
    @Doc("Degrees of freedom: rows − 1, or clusters − 1. Null for wilson and without interval.")
        @Nullable Long intervalDegrees,
    @Doc("Why there is no interval, one of the gaps. Null where there is one.")
        @Nullable Gap intervalGap,
    @Doc("Variance of the rows' true means. Null where variance_gap says why.")
        @Nullable Double rowVariance,
    @Doc(
            "Variance from answer to answer of one row; the judge's own variance is in it unless"
                + " judge_variance is known. Null where variance_gap says why, though of a single"
                + " row with repeats it is known.")
        @Nullable Double resamplingVariance,
    @Doc(
            "Variance from one word of the judge to the next on the same answer. Null unless"
                + " judge_repeats gave an answer two scores.")
        @Nullable Double judgeVariance,
    @Doc(
            "Intraclass correlation of repeats, ICC(1). Null where variance_gap says why, or nothing varies.")
        @Nullable Double icc,
    @Doc("Why the variance isn't split, one of the gaps. Null where it is.")
        @Nullable Gap varianceGap,
    @Doc("Skewness of the row means. Null where they don't vary.") @Nullable Double skewness,
    @Doc("Smallest score. Null where there is none.") @Nullable Double min,
    @Doc("5 % quantile of the scores. Null where there is none.") @Nullable Double p05,
    @Doc("25 % quantile of the scores. Null where there is none.") @Nullable Double p25,
    @Doc("Median of the scores. Null where there is none.") @Nullable Double p50,
    @Doc("75 % quantile of the scores. Null where there is none.") @Nullable Double p75,
    @Doc("95 % quantile of the scores. Null where there is none.") @Nullable Double p95,
    @Doc("Largest score. Null where there is none.") @Nullable Double max,
    @Doc("How far a quantile may be off, as a share of its value: 0 up to 512 different scores.")
        double quantileError,
    @Doc(
            "For k = 1, 2, …: the chance that at least one of k answers is right, over rows with k"
                + " answers. Null where scores are not all 0 or 1, or a judge's words on an answer"
                + " differ.")
        @Nullable List<Double> passAtK,
    @Doc("Likewise, the chance that all of k answers are right. Null likewise.")
        @Nullable List<Double> passHatK,
    @Doc("Answers that were due, over all repeats.") long answers,
    @Doc("Answers of status failed.") long answersFailed,
    @Doc("Answers that were cut off by a limit on tokens, by their finish_reason.") long truncated,
    @Doc("Answers that were refused or filtered, by their finish_reason.") long refused,
    @Doc("Tokens of the prompts, all answers together. Null where none were reported.")
        @Nullable Long tokensPrompt,
    @Doc("Tokens of the answers, likewise. Null where none were reported.")
        @Nullable Long tokensCompletion,
    @Doc("What the answers' tokens cost, as far as known. Null where nothing is known.")
        @Nullable Double cost,
    @Doc("Median of generation_time, in seconds. Null where none was measured.")
        @Nullable Double latencyP50,
    @Doc("90 % quantile of generation_time, in seconds. Null where none was measured.")
        @Nullable Double latencyP90,
    @Doc("99 % quantile of generation_time, in seconds. Null where none was measured.")
        @Nullable Double latencyP99,
    @Doc("Tokens of the judge's prompts for this metric. Null where none were reported.")
        @Nullable Long judgeTokensPrompt,
    @Doc("Tokens of the judge's replies for this metric. Null where none were reported.")
        @Nullable Long judgeTokensCompletion,
    @Doc("What the judge's replies cost, as far as known. Null where nothing is known.")
        @Nullable Double judgeCost) {}
