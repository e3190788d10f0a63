package org.evalbeam.pipeline;

import org.evalbeam.pipeline.simulate.Limits;
import org.evalbeam.pipeline.simulate.TokenLimits;
import picocli.CommandLine.Option;

/** The options of {@code evalbeam simulate} that limit calls. */
final class SimulatedLimits {

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit, as a bucket of one second; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int requestsPerSecond;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit, as a fixed window of a minute; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int requestsPerMinute;

  @Option(
      names = "--tokens-per-minute",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit on prompt and completion; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int tokensPerMinute;

  @Option(
      names = "--input-tokens-per-minute",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit on the prompt alone; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int inputTokensPerMinute;

  @Option(
      names = "--output-tokens-per-minute",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit on the completion alone; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int outputTokensPerMinute;

  @Option(
      names = "--reserve-tokens",
      description =
          "Take a request's max_tokens, or 256, from the limits on its admission and settle with its"
              + " reply. Default: take the completion with the reply.")
  private boolean reserveTokens;

  @Option(
      names = "--max-in-flight",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Calls that may wait for their reply at once; 0: any. Default: ${DEFAULT-VALUE}.")
  private int maxInFlight;

  @Option(names = "--no-retry-after", description = "Leave Retry-After off replies of status 429.")
  private boolean noRetryAfter;

  Limits limits() {
    TokenLimits tokens =
        new TokenLimits(
            tokensPerMinute, inputTokensPerMinute, outputTokensPerMinute, reserveTokens);
    return new Limits(requestsPerSecond, requestsPerMinute, tokens, maxInFlight, !noRetryAfter);
  }
}
