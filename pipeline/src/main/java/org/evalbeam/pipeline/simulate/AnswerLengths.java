package org.evalbeam.pipeline.simulate;

import java.util.List;
import java.util.function.Supplier;
import org.evalbeam.pipeline.simulate.draw.Draws;
import org.evalbeam.pipeline.simulate.protocol.Tokens;

/**
 * How long answers are: as the models give them, or filled up to a log-normal number of tokens,
 * exp(ln(median) + sigma * N(0, 1)). An answer that is longer by itself stays as it is.
 *
 * @param medianTokens median of the number, at least 0; 0: nothing is filled up
 * @param sigma standard deviation of its logarithm, at least 0
 */
public record AnswerLengths(double medianTokens, double sigma) {

  private static final double MOST_TOKENS = 1_000_000;

  /** With the blank each is one token by the estimate in use here; no letter stands alone. */
  private static final List<String> FILLER =
      List.of(
          " and", " you", " may", " ask", " why", " the", " sun", " has", " set", " but", " now",
          " see", " how", " our", " old", " sea", " can", " run", " far", " out", " for", " all");

  /** Checks the ranges above. */
  public AnswerLengths {
    require("median of answer tokens", medianTokens);
    require("sigma of answer tokens", sigma);
  }

  private static void require(String name, double found) {
    if (!(found >= 0 && found < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " is " + found + "; it must be at least 0");
    }
  }

  /** As the models give them. */
  public static AnswerLengths ofModels() {
    return new AnswerLengths(0, 0);
  }

  /** The text, filled up to a drawn number of tokens, as far as this many will be looked at. */
  String fillUp(String text, int maxTokens, Supplier<Draws> draws) {
    if (medianTokens == 0) {
      return text;
    }
    double drawn = medianTokens * StrictMath.exp(sigma * draws.get().gaussian());
    // One more than is looked at, so that the cut is seen.
    double wanted = Math.min(Math.min(Math.rint(drawn), MOST_TOKENS), maxTokens + 1.0);
    StringBuilder filled = new StringBuilder(text);
    for (int tokens = Tokens.of(text); tokens < wanted; tokens++) {
      filled.append(FILLER.get(tokens % FILLER.size()));
    }
    return filled.toString();
  }
}
