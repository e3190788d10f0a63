package org.evalbeam.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Observation;
import org.evalbeam.data.ReplySource;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.data.SuppliedOutput;
import org.jspecify.annotations.Nullable;

/** Rows, answers and observations for tests, with only what a test is about. */
final class Records {

  static final String DATASET = "questions";
  static final String VARIANT = "some-model";
  static final String METRIC = "exact";

  private Records() {}

  /** A row that asks this. */
  static Row row(int numLine, @Nullable String query) {
    return row(DATASET, numLine, query);
  }

  static Row row(String dataset, int numLine, @Nullable String query) {
    return new Row(dataset, numLine, 0, null, columns(Row.QUERY, query, Row.OUTPUT_TRUE, "A"));
  }

  /** Columns as name, value, name, value. */
  static Map<String, @Nullable String> columns(@Nullable String... fields) {
    Map<String, @Nullable String> columns = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      columns.put(String.valueOf(fields[i]), fields[i + 1]);
    }
    return Collections.unmodifiableMap(columns);
  }

  static SuppliedOutput supplied(@Nullable String output) {
    return new SuppliedOutput(output, null, null, null, null, null, null, null);
  }

  static Answer answer(Row row, String text) {
    return answer(row, text, Status.OK, null, null);
  }

  static Answer failedAnswer(Row row, FailureReason reason) {
    return answer(row, null, Status.FAILED, reason, "it went wrong");
  }

  private static Answer answer(
      Row row,
      @Nullable String text,
      Status status,
      @Nullable FailureReason reason,
      @Nullable String message) {
    return new Answer(
        "e",
        VARIANT,
        0,
        row.dataset(),
        row.numLine(),
        row.columns().get(Row.QUERY),
        row.columns().get(Row.OUTPUT_TRUE),
        text,
        null,
        status,
        reason,
        message,
        "stop",
        null,
        null,
        null,
        0L,
        11L,
        null,
        0.5,
        0.25,
        0.0,
        0.0,
        0.0,
        1,
        status == Status.OK ? 0.25 : null,
        ReplySource.CALL,
        "c0ffee");
  }

  /** A score of one row in one repeat. */
  static Observation score(int repeat, int numLine, double score) {
    return observation(repeat, numLine, score, Status.OK, null);
  }

  /** A score that is missing. */
  static Observation missing(int repeat, int numLine, Status status) {
    return observation(repeat, numLine, null, status, FailureReason.UNREADABLE_SCORE);
  }

  private static Observation observation(
      int repeat,
      int numLine,
      @Nullable Double score,
      Status status,
      @Nullable FailureReason reason) {
    return observation(DATASET, VARIANT, METRIC, repeat, numLine, score, status, reason);
  }

  /** An observation of a variant, with what statistics read of it. */
  static Observation observation(
      String variant,
      String metric,
      int repeat,
      int numLine,
      @Nullable String cluster,
      @Nullable Double score,
      Status status) {
    Observation plain =
        observation(
            DATASET,
            variant,
            metric,
            repeat,
            numLine,
            score,
            status,
            status == Status.OK ? null : FailureReason.UNREADABLE_SCORE);
    return new Observation(
        plain.experiment(),
        plain.variant(),
        plain.repeat(),
        plain.dataset(),
        plain.numLine(),
        cluster,
        plain.metric(),
        plain.metricName(),
        plain.judgeRepeat(),
        plain.score(),
        plain.humanScore(),
        plain.observation(),
        plain.status(),
        plain.reason(),
        plain.errorMsg(),
        plain.judge(),
        plain.judgeTokensPrompt(),
        plain.judgeTokensCompletion(),
        plain.judgeTime(),
        plain.judgeWaitTime(),
        plain.judgeAttempts(),
        plain.judgeCost(),
        plain.judgeSpent());
  }

  static Observation observation(
      String dataset,
      String variant,
      String metric,
      int repeat,
      int numLine,
      @Nullable Double score,
      Status status,
      @Nullable FailureReason reason) {
    return new Observation(
        "set__" + repeat,
        variant,
        repeat,
        dataset,
        numLine,
        null,
        metric,
        "output_length",
        0,
        score,
        null,
        null,
        status,
        reason,
        reason == null ? null : "what was found",
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        null);
  }
}
