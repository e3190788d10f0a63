package org.evalbeam.data;

import org.jspecify.annotations.Nullable;

/** One metric's score of one answer; one row of the observations table. */
public record Observation(
    @Doc("Experiment, unique in the set.") String experiment,
    @Doc("Variant: what the repeats of one configuration have in common.") String variant,
    @Doc("Repeat of the variant, from 0.") int repeat,
    @Doc("Dataset.") String dataset,
    @Doc("Position of the row in its dataset, from 0.") int numLine,
    @Doc("The row's value in the dataset's cluster column. Null where it has none.")
        @Nullable String cluster,
    @Doc("Metric as shown: its aliased_name, or its name.") String metric,
    @Doc("Name of the metric's rule.") String metricName,
    @Doc("Which word of the judge on this answer it is, from 0 to judge_repeats - 1.")
        int judgeRepeat,
    @Doc("The score, in the metric's range. Null where the status is not ok.")
        @Nullable Double score,
    @Doc(
            "What people scored the row, for the metrics of a judge: its human_score_<metric>, else"
                + " its human_score. Null where the dataset has neither, or no number.")
        @Nullable Double humanScore,
    @Doc("The judge's whole reply, or the metric's note on its score. Null where there is none.")
        @Nullable String observation,
    @Doc("ok, failed, unparsed or not_applicable.") Status status,
    @Doc("Why there is no score, one of the failure reasons. Null where the status is ok.")
        @Nullable FailureReason reason,
    @Doc("What was found, in words. Null where the status is ok.") @Nullable String errorMsg,
    @Doc("Model name of the judge, or of the embeddings. Null where the metric asks no model.")
        @Nullable String judge,
    @Doc("Tokens of the judge's prompts. Null where no judge replied or none were reported.")
        @Nullable Long judgeTokensPrompt,
    @Doc("Tokens of the judge's replies. Null where no judge replied or none were reported.")
        @Nullable Long judgeTokensCompletion,
    @Doc("Seconds that the judge's successful requests took. Null where no judge replied.")
        @Nullable Double judgeTime,
    @Doc("Seconds the judge's calls waited: permits, pacing, retries. Null without a judge.")
        @Nullable Double judgeWaitTime,
    @Doc("HTTP requests made to the judge for this score; 0 where none was made.")
        int judgeAttempts,
    @Doc(
            "What the judge's replies cost by the endpoint catalog, whoever paid for them and when."
                + " Null where that is not known.")
        @Nullable Double judgeCost,
    @Doc(
            "What of judge_cost this run paid: replies that were kept, or came of another request,"
                + " are left out. Null where that is not known.")
        @Nullable Double judgeSpent) {}
