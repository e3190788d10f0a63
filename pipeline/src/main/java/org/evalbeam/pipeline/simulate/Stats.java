package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;

/**
 * What the simulated endpoint has seen since its start; {@code /stats} shows it with names in
 * snake_case.
 *
 * @param calls chat completions asked for, refused ones included
 * @param uniqueRequestIds different values of {@code X-Client-Request-Id}
 * @param duplicates replies of status 200 beyond the first to the same request id
 * @param ok replies of status 200
 * @param rateLimited replies of status 429
 * @param refused replies of another status of 400 and more
 * @param abandoned calls whose client was gone before the reply; no reply was sent
 * @param mostInFlight the most calls that waited for their reply at one time
 * @param firstCallMs when the first call came, milliseconds since 1970; 0: none came
 * @param lastCallMs when the last call came, likewise
 * @param lastReplyMs when the last reply was sent, of whatever status, likewise
 * @param callsByModel model's name to the calls that name it, in order of the names
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Stats(
    long calls,
    long uniqueRequestIds,
    long duplicates,
    long ok,
    long rateLimited,
    long refused,
    long abandoned,
    int mostInFlight,
    long firstCallMs,
    long lastCallMs,
    long lastReplyMs,
    Map<String, Long> callsByModel) {}
