package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.values.KV;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Row;

/** Asks a judge which of two answers to a row is the better one, for each pair of a lane. */
final class CompareFn extends CallingFn<KV<Row, List<Answer>>, Preference> {

  private static final long serialVersionUID = 1L;

  private transient PlannedPairs pairs;

  CompareFn(EvaluationPlan plan, Lanes lanes, int lane) {
    super(plan, lanes, lane);
  }

  @Setup
  @Override
  public void setup() {
    super.setup();
    pairs = new PlannedPairs(plan(), new BoundMetrics(plan()));
  }

  @Override
  List<Callable<Preference>> tasks(KV<Row, List<Answer>> answered) {
    Row row = answered.getKey();
    Map<String, Answer> byExperiment = new HashMap<>();
    answered.getValue().forEach(answer -> byExperiment.put(answer.experiment(), answer));
    List<Callable<Preference>> tasks = new ArrayList<>();
    for (PlannedPair pair : pairs.of(row.dataset(), answered.getValue().get(0).repeat())) {
      Answer a = byExperiment.get(pair.a().experiment().name());
      Answer b = byExperiment.get(pair.b().experiment().name());
      if (a != null && b != null) {
        for (int repeat = 0; repeat < pair.judgeRepeats(); repeat++) {
          int word = repeat;
          tasks.add(() -> compare(pair, new ComparePair(pair, row, a, b), word));
        }
      }
    }
    return tasks;
  }

  @Override
  int characters(Preference preference) {
    return Characters.of(preference);
  }

  private Preference compare(PlannedPair pair, ComparePair comparison, int repeat) {
    return comparison.prefer(
        JudgeCalls.of(pair.a(), pair.metric(), comparison.task(), repeat, runtime()));
  }
}
