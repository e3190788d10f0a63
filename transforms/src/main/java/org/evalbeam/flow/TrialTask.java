package org.evalbeam.flow;

import org.evalbeam.data.Trial;
import org.jspecify.annotations.Nullable;

/**
 * A trial on its way to the step that evaluates it.
 *
 * @param trial the trial
 * @param id identity of its task, where that had to be found to choose the shard; null where there
 *     is one shard, so that finding it is left to the threads that evaluate
 */
public record TrialTask(Trial trial, @Nullable String id) {}
