package org.evalbeam.flow;

import java.util.Objects;
import org.evalbeam.data.Row;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.data.Trial;
import org.jspecify.annotations.Nullable;

/**
 * A trial on its way to the step that evaluates it.
 *
 * @param trial the trial
 * @param id identity of its task, where that had to be found to choose the shard; null where there
 *     is one shard, so that finding it is left to the threads that evaluate
 */
public record TrialTask(Trial trial, @Nullable String id) {

  /** Characters of its texts: about what it takes of memory. */
  int characters() {
    int characters = 0;
    Row row = trial.row();
    for (String value : row.columns().values()) {
      characters += value == null ? 0 : value.length();
    }
    SuppliedOutput supplied = trial.supplied();
    return supplied == null
        ? characters
        : characters + Objects.requireNonNullElse(supplied.output(), "").length();
  }
}
