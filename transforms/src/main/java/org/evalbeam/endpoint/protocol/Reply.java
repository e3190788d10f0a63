package org.evalbeam.endpoint.protocol;

import org.jspecify.annotations.Nullable;

/** What came back for a call, apart from any protocol. */
public sealed interface Reply permits ChatReply, EmbeddingsReply {

  /** The model's name as returned; null where it is not told. */
  @Nullable String model();

  /** Tokens of the request; null where not reported. */
  @Nullable Long tokensPrompt();

  /** Tokens of the reply; null where not reported. */
  @Nullable Long tokensCompletion();

  /** What it tells of its tokens. */
  default Usage usage() {
    return new Usage(tokensPrompt(), tokensCompletion());
  }

  /** Whether nothing was said, so that asking again may do better. */
  boolean isEmpty();
}
