package org.evalbeam.spec;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One variant run once: the unit that results are keyed by.
 *
 * @param name unique in the set
 * @param readme free text
 * @param variant readable name of the variant, unique among the variants of one dataset and shared
 *     by those that differ by their dataset only: the model's shown name, and where several
 *     variants share it the parameters that differ, as {@code name#{temperature=0.2}}
 * @param variantId hash of all that makes the variant what it is; equal in every run of the spec
 * @param repeat which run of the variant this is, from 0
 * @param dataset name of the dataset
 * @param model the model that answers
 * @param metrics the metrics, in the order of the spec
 * @param judge the judge; null where no metric needs one
 * @param judgeRepeats how often the judge is asked for each score, at least 1
 * @param withVision whether the row's image is part of the question
 * @param sample row numbers to use, in the order of the spec; null for all rows
 */
public record Experiment(
    String name,
    @Nullable String readme,
    String variant,
    String variantId,
    int repeat,
    String dataset,
    Model model,
    List<MetricCall> metrics,
    @Nullable Model judge,
    int judgeRepeats,
    boolean withVision,
    @Nullable List<Integer> sample)
    implements Serializable {}
