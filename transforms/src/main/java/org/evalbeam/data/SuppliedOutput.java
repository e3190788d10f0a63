package org.evalbeam.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer that came with the spec instead of from an endpoint.
 *
 * @param output the answer's text; null where the supplier has none
 * @param think the model's reasoning
 * @param executionTime seconds that the answer took
 * @param nbTokensPrompt tokens of the prompt
 * @param nbTokensCompletion tokens of the answer
 * @param nbToolCalls tool calls that the model made
 * @param context the texts that the model was given
 * @param retrievalContext the texts that the model's search found, best first
 */
public record SuppliedOutput(
    @Nullable String output,
    @Nullable String think,
    @Nullable Double executionTime,
    @Nullable Long nbTokensPrompt,
    @Nullable Long nbTokensCompletion,
    @Nullable Long nbToolCalls,
    @Nullable List<String> context,
    @Nullable List<String> retrievalContext) {}
