package org.evalbeam.pipeline.output;

import java.util.List;
import org.evalbeam.data.Doc;
import org.jspecify.annotations.Nullable;

/** What one experiment was; one row of the experiments table. */
public record ExperimentRow(
    @Doc("Experiment, unique in the set.") String experiment,
    @Doc("Variant: what the repeats of one configuration have in common.") String variant,
    @Doc("Hash of all that makes the variant what it is; equal in every run of the spec.")
        String variantId,
    @Doc("Repeat of the variant, from 0.") int repeat,
    @Doc("Dataset.") String dataset,
    @Doc("Free text of the spec. Null where it has none.") @Nullable String readme,
    @Doc("Model name in requests.") String model,
    @Doc("Name that the spec shows instead. Null where it gives none.")
        @Nullable String aliasedName,
    @Doc("Base URL of the model's endpoint, as in the spec. Null for supplied outputs.")
        @Nullable String baseUrl,
    @Doc("System message. Null where there is none.") @Nullable String systemPrompt,
    @Doc("Text put before the query. Null where there is none.") @Nullable String preludePrompt,
    @Doc("Sampling parameters, as a JSON object.") String samplingParams,
    @Doc("Extra parameters, as a JSON object.") String extraParams,
    @Doc("Whether the answers came with the spec.") boolean hasRawOutput,
    @Doc("Whether each row's image was part of the question.") boolean withVision,
    @Doc("Model name of the judge. Null where no metric needs one.") @Nullable String judgeModel,
    @Doc("Base URL of the judge's endpoint. Null where no metric needs one.")
        @Nullable String judgeBaseUrl,
    @Doc("How often the judge is asked for each score.") int judgeRepeats,
    @Doc("Metrics as shown, in the order of the spec.") List<String> metrics,
    @Doc("Row numbers used. Null where all rows are.") @Nullable List<Integer> sample) {}
