package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Row;
import org.evalbeam.data.Trial;
import org.evalbeam.data.TrialAnswer;
import org.evalbeam.endpoint.Endpoint;

/** What came of evaluating trials in a real pipeline, against a real server on loopback. */
record Evaluated(List<TrialAnswer> answered, List<Observation> judged) {

  static final String JUDGE = "the-judge";

  private static final int SHARDS = 3;

  List<Answer> answers() {
    return answered.stream().map(TrialAnswer::answer).toList();
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

  static List<Trial> trials(EvaluationPlan plan, List<Row> rows) {
    List<Trial> trials = new ArrayList<>();
    for (Row row : rows) {
      for (PlannedExperiment planned : plan.experimentsOn(row.dataset())) {
        if (plan.uses(planned, row)) {
          trials.add(new Trial(planned.experiment().name(), row, null));
        }
      }
    }
    return trials;
  }

  static Evaluated evaluate(EvaluationPlan plan, List<Trial> trials) {
    record Running(Gathered<TrialAnswer> answered, Gathered<Observation> judged) {}
    Running running =
        TestPipelines.run(
            pipeline -> {
              PCollectionTuple evaluated =
                  pipeline.apply(Create.of(trials)).apply(EvaluateTrials.of(plan, SHARDS));
              return new Running(
                  Gathered.from(evaluated.get(EvaluateTrials.ANSWERS)),
                  Gathered.from(evaluated.get(EvaluateTrials.JUDGED)));
            });
    return new Evaluated(running.answered().elements(), running.judged().elements());
  }
}
