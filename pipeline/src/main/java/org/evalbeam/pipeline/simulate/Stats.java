package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;

/**
 * What the simulated endpoint has seen since its start; {@code /stats} shows it with names in
 * snake_case. Each call is at last one of ok, rate limited, refused, spoiled and abandoned.
 *
 * @param calls calls of any protocol, refused ones included
 * @param uniqueRequestIds different values of {@code X-Client-Request-Id}
 * @param duplicates answers beyond the first to the same request id
 * @param ok calls that were answered, replies of status 200
 * @param rateLimited replies of status 429
 * @param refused replies of another status of 400 and more
 * @param spoiled calls whose answer a fault lost: no reply, half of one, or one without an answer
 * @param abandoned calls whose client was gone before the reply; no reply was sent
 * @param redirected calls that came where a redirect leads; they do not count as calls
 * @param mostInFlight the most calls that waited for their reply at one time
 * @param promptTokens estimated tokens of the input of all ok calls
 * @param completionTokens estimated tokens of the output of all ok calls
 * @param firstCallMs when the first call came, milliseconds since 1970; 0: none came
 * @param lastCallMs when the last call came, likewise
 * @param lastReplyMs when the last reply was sent, of whatever status, likewise
 * @param callsByModel model's name to the calls that name it, in order of the names
 * @param repliesByStatus HTTP status to the replies that were begun with it
 * @param faults fault's name to the calls it struck, in order of the names
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Stats(
    long calls,
    long uniqueRequestIds,
    long duplicates,
    long ok,
    long rateLimited,
    long refused,
    long spoiled,
    long abandoned,
    long redirected,
    int mostInFlight,
    long promptTokens,
    long completionTokens,
    long firstCallMs,
    long lastCallMs,
    long lastReplyMs,
    Map<String, Long> callsByModel,
    Map<Integer, Long> repliesByStatus,
    Map<String, Long> faults) {}
