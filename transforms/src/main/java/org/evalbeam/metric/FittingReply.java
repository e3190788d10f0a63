package org.evalbeam.metric;

import java.util.Optional;
import java.util.function.Function;
import org.evalbeam.data.FailureReason;

/**
 * A judge's reply of the form that a metric asked for.
 *
 * @param text the whole reply, the last where two were asked for
 * @param content what was read from it; empty where it doesn't fit
 */
record FittingReply<T>(String text, Optional<T> content) {

  /** Asks, and where the reply doesn't fit asks the same once more. */
  static <T> FittingReply<T> ask(Judge judge, String prompt, Function<String, Optional<T>> reader)
      throws Judge.FailedException {
    FittingReply<T> first = read(judge.ask(prompt), reader);
    return first.content().isPresent() ? first : read(judge.ask(prompt), reader);
  }

  private static <T> FittingReply<T> read(String text, Function<String, Optional<T>> reader) {
    return new FittingReply<>(text, reader.apply(text));
  }

  /** The score of a reply that doesn't fit. */
  Score unparsed() {
    return Score.unparsed(
        FailureReason.UNREADABLE_SCORE, "the judge's reply is twice not as asked for", text);
  }
}
