package org.evalbeam.pipeline.simulate;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.evalbeam.data.Row;

/** Rows for tests of the simulated endpoint. */
final class Rows {

  private Rows() {}

  static Row row(int numLine, String query, String outputTrue) {
    return new Row(
        "questions", numLine, 0, null, Map.of(Row.QUERY, query, Row.OUTPUT_TRUE, outputTrue));
  }

  /** So many multiple-choice questions; the right letters go round. */
  static List<Row> multipleChoice(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                row(
                    i,
                    "What is the sum of "
                        + i
                        + " and 1?\nA. "
                        + i
                        + " apples\nB. "
                        + (i + 1)
                        + " pears\nC. none of them\nD. all of them",
                    "ABCD".substring(i % 4, i % 4 + 1)))
        .toList();
  }

  static KnownAnswers capitals() {
    return KnownAnswers.of(
        List.of(
            row(0, "What is the capital of France?", "Paris"),
            row(1, "What is the capital of Italy?", "Rome"),
            row(2, "What is the capital of Spain?\n\nReply briefly.", "Madrid")));
  }
}
