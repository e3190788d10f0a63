package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import org.evalbeam.pipeline.output.ScannedRow;
import org.jspecify.annotations.Nullable;

/** A chosen trial with its texts, cut to what a page bears. */
final class ShownTrial {

  /** Chars of a query or an expected answer. */
  static final int QUESTION = 1_000;

  /** Chars of an answer. */
  static final int ANSWER = 3_000;

  /** Chars of a judge's words. */
  static final int OBSERVATION = 1_000;

  private static final int ERROR = 400;

  final TrialKey key;
  final String variant;
  final int repeat;
  final String dataset;
  final String status;
  final String reason;
  final String error;
  final @Nullable Cut query;
  final @Nullable Cut expected;
  final @Nullable Cut answer;
  final @Nullable Double seconds;
  final List<Score> scores = new ArrayList<>();
  double badness;

  ShownTrial(TrialKey key, ScannedRow answers) {
    this.key = key;
    this.variant = answers.word("variant");
    this.repeat = answers.integer("repeat");
    this.dataset = answers.word("dataset");
    this.status = answers.word("status");
    this.reason = LegibleText.of(answers.text("reason"));
    this.error = LegibleText.cut(answers.text("error_msg"), ERROR);
    this.query = Cut.of(answers.text("query"), QUESTION);
    this.expected = Cut.of(answers.text("output_true"), QUESTION);
    this.answer = Cut.of(answers.text("answer"), ANSWER);
    this.seconds = answers.number("generation_time");
  }

  /**
   * The beginning of a text.
   *
   * @param text what is shown of it
   * @param length chars of the whole; 0 where that is the whole
   */
  record Cut(String text, int length) {

    static @Nullable Cut of(@Nullable String whole, int limit) {
      if (whole == null) {
        return null;
      }
      return new Cut(LegibleText.of(whole, limit), whole.length() > limit ? whole.length() : 0);
    }
  }

  /**
   * One score, or the lack of it.
   *
   * @param score null where the status is not ok
   * @param badness from 0 for the best to 1 for the worst
   */
  record Score(
      String metric,
      @Nullable Double score,
      double badness,
      String status,
      String reason,
      String error,
      @Nullable Cut observation) {

    static Score of(ScannedRow row, double badness) {
      return new Score(
          row.word("metric"),
          row.number("score"),
          badness,
          row.word("status"),
          LegibleText.of(row.text("reason")),
          LegibleText.cut(row.text("error_msg"), ERROR),
          Cut.of(row.text("observation"), OBSERVATION));
    }
  }
}
