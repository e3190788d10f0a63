package org.evalbeam.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.Answer;
import org.evalbeam.data.ReplySource;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.jspecify.annotations.Nullable;

/** Subjects for tests: a row and an answer with only what a test is about. */
final class Subjects {

  private Subjects() {}

  /** Columns as name, value, name, value; the value of {@code output} is the answer. */
  static Subject of(@Nullable String... fields) {
    Map<String, @Nullable String> columns = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      columns.put(String.valueOf(fields[i]), fields[i + 1]);
    }
    String output = columns.remove(Subject.OUTPUT);
    return new Subject(
        new Row("d", 0, 0, null, columns), answer(output, null, null, null, null, null));
  }

  /** With the answer of another variant beside it. */
  static Subject against(Subject subject, @Nullable String other) {
    return new Subject(
        subject.row(),
        subject.answer(),
        subject.model(),
        subject.hosting(),
        answer(other, null, null, null, null, null));
  }

  static Subject withContexts(Subject subject, List<String> retrieved) {
    return new Subject(
        subject.row(), answer(subject.answer().answer(), null, retrieved, null, null, null));
  }

  static Subject withFigures(@Nullable Long prompt, @Nullable Long completion, @Nullable Double s) {
    return new Subject(
        new Row("d", 0, 0, null, Map.of()), answer("x", null, null, prompt, completion, s));
  }

  private static Answer answer(
      @Nullable String output,
      @Nullable List<String> context,
      @Nullable List<String> retrieved,
      @Nullable Long tokensPrompt,
      @Nullable Long tokensCompletion,
      @Nullable Double seconds) {
    return new Answer(
        "e",
        "v",
        0,
        "d",
        0,
        null,
        null,
        output,
        null,
        Status.OK,
        null,
        null,
        null,
        null,
        context,
        retrieved,
        null,
        tokensPrompt,
        tokensCompletion,
        seconds,
        null,
        null,
        null,
        null,
        1,
        null,
        ReplySource.CALL,
        null);
  }
}
