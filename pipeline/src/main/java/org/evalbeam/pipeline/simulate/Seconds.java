package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What the simulated endpoint did in each second since the first call, by the clock of its limits;
 * {@code /stats?seconds=true} shows it with names in snake_case. All lists have the same length.
 *
 * @param ok calls that were answered
 * @param rateLimited replies of status 429
 * @param tokens tokens as the limits count them, taken less given back: by usage the prompt at
 *     admission and the completion with the reply; by reservation all at admission, and the
 *     difference with the reply, so that a second may be negative
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Seconds(List<Long> ok, List<Long> rateLimited, List<Long> tokens) {}
