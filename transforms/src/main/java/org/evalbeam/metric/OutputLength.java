package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code output_length}: the number of words of the answer, split on white space. */
final class OutputLength implements Metric {

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

  @Override
  public MetricInfo info() {
    return INFO;
  }

  @Override
  public Scorer bind(Map<String, JsonNode> params) throws InvalidParamsException {
    new Params(params, INFO.params()).check();
    return new Words();
  }

  private static final class Words implements Scorer {

    @Override
    public Set<String> needs() {
      return INFO.needs();
    }

    @Override
    public Score score(Subject subject, Judge judge) {
      return Score.of(count(Objects.requireNonNull(subject.text(Subject.OUTPUT))));
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
}
