package org.evalbeam.flow;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What all workers of a run need to know of its calls besides the endpoints.
 *
 * @param journal folder of the journal: a path or a URI that every worker can write to
 * @param journalRanges ranges of tasks that a process parts its segments into
 * @param startedMillis when the run started, milliseconds since 1970: what was paid before is an
 *     earlier run's
 * @param maxCost what the calls of the run may cost; null for no limit
 * @param workers processes that share the endpoints' limits
 * @param limiter URL of the Redis that keeps the limits for all workers; null where each keeps its
 *     share
 * @param runFolder path of the run's own folder, with a slash at its end, that every worker must
 *     see; null where all of the run is in the process that started it
 */
public record CallSettings(
    String journal,
    int journalRanges,
    long startedMillis,
    @Nullable Double maxCost,
    int workers,
    @Nullable String limiter,
    @Nullable String runFolder)
    implements Serializable {}
