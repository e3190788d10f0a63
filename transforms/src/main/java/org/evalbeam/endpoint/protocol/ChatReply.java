package org.evalbeam.endpoint.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chat model replied, apart from any protocol.
 *
 * @param text the answer without its reasoning; may be blank
 * @param think the reasoning; null where there is none
 * @param finishReason why the model stopped, in the endpoint's words
 * @param model the model's name as returned
 * @param tokensPrompt tokens of the prompt; null where not reported
 * @param tokensCompletion tokens of the answer, reasoning included; null where not reported
 * @param toolCalls tool calls in the reply
 * @param retrievalContext texts that the model's search found, best first; null where none
 */
public record ChatReply(
    String text,
    @Nullable String think,
    @Nullable String finishReason,
    @Nullable String model,
    @Nullable Long tokensPrompt,
    @Nullable Long tokensCompletion,
    long toolCalls,
    @Nullable List<String> retrievalContext)
    implements Reply {

  @Override
  public boolean isEmpty() {
    return text.isEmpty() && toolCalls == 0;
  }
}
