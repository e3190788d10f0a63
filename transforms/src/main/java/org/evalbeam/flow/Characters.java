package org.evalbeam.flow;

import org.evalbeam.data.Answer;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Row;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.data.Trial;
import org.jspecify.annotations.Nullable;

/** Characters of the texts that may be long: about what an element takes of memory. */
final class Characters {

  private Characters() {}

  static int of(DatasetRow row) {
    int characters = of(row.row());
    for (SuppliedOutput supplied : row.supplied().values()) {
      characters += of(supplied);
    }
    return characters;
  }

  static int of(Trial trial) {
    return of(trial.row()) + of(trial.supplied());
  }

  static int of(EvaluatedTrial evaluated) {
    Answer answer = evaluated.answer();
    int characters = of(evaluated.trial()) + of(answer.answer()) + of(answer.think());
    for (Observation judged : evaluated.judged()) {
      characters += of(judged.observation());
    }
    return characters;
  }

  static int of(Preference preference) {
    return of(preference.observationAFirst()) + of(preference.observationBFirst());
  }

  private static int of(Row row) {
    int characters = 0;
    for (String value : row.columns().values()) {
      characters += of(value);
    }
    return characters;
  }

  private static int of(@Nullable SuppliedOutput supplied) {
    return supplied == null ? 0 : of(supplied.output());
  }

  private static int of(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
