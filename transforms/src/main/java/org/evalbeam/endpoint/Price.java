package org.evalbeam.endpoint;

import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, as a provider published it on some day.
 *
 * @param input for a million tokens of prompts
 * @param output for a million tokens of answers, reasoning included
 * @param currency code of three letters, such as USD
 * @param asOf the day on which this was the price; null where it is not told
 */
public record Price(double input, double output, String currency, @Nullable LocalDate asOf)
    implements Serializable {

  private static final double MILLION = 1e6;

  /** What these tokens cost; null where one of the figures is not known and not free. */
  public @Nullable Double of(@Nullable Long tokensPrompt, @Nullable Long tokensCompletion) {
    Double prompt = part(input, tokensPrompt);
    Double completion = part(output, tokensCompletion);
    return prompt == null || completion == null ? null : Double.valueOf(prompt + completion);
  }

  private static @Nullable Double part(double price, @Nullable Long tokens) {
    if (price == 0) {
      return 0.0;
    }
    return tokens == null ? null : Double.valueOf(price * tokens / MILLION);
  }
}
