package org.evalbeam.endpoint.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of some texts.
 *
 * @param vectors one for each text, in their order, all of one length
 * @param model the model's name as returned; null where it is not told
 * @param tokensPrompt tokens of the texts; null where not reported
 */
public record EmbeddingsReply(
    List<List<Double>> vectors, @Nullable String model, @Nullable Long tokensPrompt)
    implements Reply {

  /** There are none: vectors are no tokens. */
  @Override
  public Long tokensCompletion() {
    return 0L;
  }

  @Override
  public boolean isEmpty() {
    return vectors.isEmpty();
  }
}
