package org.evalbeam.endpoint.pacing;

import org.jspecify.annotations.Nullable;

/**
 * What rates count. In the order in which a call takes from them: requests come last, so that no
 * right to a request is held while tokens are waited for.
 */
enum Resource {
  TOKENS("tokens"),
  INPUT_TOKENS("input tokens"),
  OUTPUT_TOKENS("output tokens"),
  REQUESTS("requests");

  private final String words;

  Resource(String words) {
    this.words = words;
  }

  /** What is allowed of it a minute; null where that is not known. */
  @Nullable Double perMinute(Limits limits) {
    return switch (this) {
      case TOKENS -> limits.tokensPerMinute();
      case INPUT_TOKENS -> limits.inputTokensPerMinute();
      case OUTPUT_TOKENS -> limits.outputTokensPerMinute();
      case REQUESTS -> limits.requestsPerMinute();
    };
  }

  /** Limits of which only this one is known. */
  Limits limits(double perMinute) {
    return switch (this) {
      case TOKENS -> new Limits(null, perMinute, null, null, null);
      case INPUT_TOKENS -> new Limits(null, null, perMinute, null, null);
      case OUTPUT_TOKENS -> new Limits(null, null, null, perMinute, null);
      case REQUESTS -> new Limits(perMinute, null, null, null, null);
    };
  }

  /** What a call of so many tokens takes of it. */
  long taken(long inputTokens, long outputTokens) {
    return switch (this) {
      case TOKENS -> inputTokens + outputTokens;
      case INPUT_TOKENS -> inputTokens;
      case OUTPUT_TOKENS -> outputTokens;
      case REQUESTS -> 1;
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
