package org.evalbeam.metric;

import java.util.List;
import java.util.Set;

/** {@code output_length}: the number of words of the answer, split on white space. */
final class OutputLength {

  private static final MetricInfo INFO =
      new MetricInfo(
          "output_length",
          MetricInfo.Kind.OPS,
          0.0,
          null,
          MetricInfo.Direction.NEUTRAL,
          "words",
          Set.of(Subject.OUTPUT),
          List.of(),
          "Words of the output, split on white space.");

  private OutputLength() {}

  static Metric metric() {
    return ComputedMetric.of(INFO, OutputLength::score);
  }

  private static Score score(Subject subject) {
    return Score.of(count(subject.required(Subject.OUTPUT)));
  }

  private static int count(String text) {
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i); // all white space of Unicode is in the basic plane
      boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (!space && !inWord) {
        words++;
      }
      inWord = !space;
    }
    return words;
  }
}
