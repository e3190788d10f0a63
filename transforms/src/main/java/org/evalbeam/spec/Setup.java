package org.evalbeam.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an experiment is but its name and readme: what it runs and how it is scored.
 *
 * @param dataset name of the dataset
 * @param model the model that answers
 * @param metrics the metrics, in the order of the spec
 * @param judge the judge; null where no metric needs one
 * @param judgeRepeats how often the judge is asked for each score, at least 1
 * @param withVision whether the row's image is part of the question
 * @param sample row numbers to use; null for all rows
 */
record Setup(
    String dataset,
    Model model,
    List<MetricCall> metrics,
    @Nullable Model judge,
    int judgeRepeats,
    boolean withVision,
    @Nullable List<Integer> sample) {}
