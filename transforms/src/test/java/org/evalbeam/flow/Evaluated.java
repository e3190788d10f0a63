package org.evalbeam.flow;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.evalbeam.data.Answer;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Row;
import org.evalbeam.endpoint.Endpoint;

/** What came of evaluating trials in a real pipeline, against a real server on loopback. */
record Evaluated(List<EvaluatedTrial> trials) {

  static final String JUDGE = "the-judge";

  private static final int SHARDS = 3;

  List<Answer> answers() {
    return trials.stream().map(EvaluatedTrial::answer).toList();
  }

  List<Observation> judged() {
    return trials.stream().flatMap(trial -> trial.judged().stream()).toList();
  }

  static String echoOrApprove(FakeEndpoint.Asked asked) {
    return asked.model().equals(JUDGE) ? "{\"score\": 1}" : "echo of " + asked.message();
  }

  static Experiments asking(String name, FakeEndpoint server, String model) {
    return asking(name, server.model(model, 4));
  }

  static Experiments asking(String name, Endpoint endpoint) {
    return Experiments.named(name)
        .asking(Experiments.model(endpoint.model(), Map.of()))
        .at(endpoint);
  }

  static List<Row> rows(int count) {
    return IntStream.range(0, count).mapToObj(line -> Records.row(line, "q" + line + "?")).toList();
  }

  static Evaluated evaluate(EvaluationPlan plan, List<Row> rows) {
    return evaluateSupplied(plan, rows.stream().map(row -> new DatasetRow(row, Map.of())).toList());
  }

  static Evaluated evaluateSupplied(EvaluationPlan plan, List<DatasetRow> rows) {
    return new Evaluated(
        TestPipelines.outputOfBatches(
            pipeline ->
                pipeline
                    .apply(Batches.of(DatasetRow.class, rows))
                    .apply(EvaluateTrials.of(plan, SHARDS))));
  }
}
