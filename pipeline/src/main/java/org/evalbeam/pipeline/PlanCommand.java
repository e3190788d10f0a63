package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.flow.PlannedExperiment;
import org.evalbeam.pipeline.output.RunFolder;
import org.evalbeam.spec.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a set and tells what running it would do; calls nothing. */
@Command(
    name = "plan",
    description = "Checks an experiment set and shows what running it would call. Calls nothing.")
final class PlanCommand implements Callable<Integer> {

  @Mixin private final SetOptions set = new SetOptions();

  @Override
  public Integer call() throws Exception {
    PreparedSet prepared = PrepareSet.prepare(set, Keys.ofProcess());
    EvaluationPlan plan = new EvaluationPlan("plan", prepared.experiments());
    tell(System.out, prepared, plan, forecast(prepared, plan));
    return ExitCode.OK;
  }

  /** Stages what the spec brings along as a run would, in a folder that does not stay. */
  private CallForecast forecast(PreparedSet prepared, EvaluationPlan plan) throws IOException {
    Path temporary = Files.createTempDirectory("evalbeam-plan");
    RunFolder folder = RunFolder.of(temporary.toString(), plan.runId());
    try {
      List<DatasetSource> sources = StageSet.stage(prepared, folder);
      return CallForecast.of(plan, sources, set.limit);
    } finally {
      folder.discard();
      Files.delete(temporary);
    }
  }

  private static void tell(
      PrintStream out, PreparedSet prepared, EvaluationPlan plan, CallForecast forecast) {
    out.println(Printable.of(prepared.set().name()));
    out.println();
    TextTable experiments =
        new TextTable().row("experiment", "variant", "repeat", "dataset", "metrics", "judge");
    for (PlannedExperiment planned : plan.experiments()) {
      Experiment experiment = planned.experiment();
      experiments.row(
          experiment.name(),
          experiment.variant(),
          String.valueOf(experiment.repeat()),
          experiment.dataset(),
          String.valueOf(experiment.metrics().size()),
          experiment.judge() == null ? "-" : experiment.judge().shownName());
    }
    out.println(experiments);
    TextTable endpoints =
        new TextTable()
            .row("endpoint", "answers planned", "unique", "judgements", "in flight", "key");
    long planned = 0;
    long unique = 0;
    long judgements = 0;
    for (Endpoint endpoint : plan.endpoints()) {
      planned += forecast.plannedAnswers(endpoint);
      unique += forecast.uniqueAnswers(endpoint);
      judgements += forecast.judgements(endpoint);
      endpoints.row(
          endpoint.name(),
          String.valueOf(forecast.plannedAnswers(endpoint)),
          String.valueOf(forecast.uniqueAnswers(endpoint)),
          String.valueOf(forecast.judgements(endpoint)),
          String.valueOf(endpoint.maxInFlight()),
          endpoint.apiKey() == null ? "none" : endpoint.apiKey().shown());
    }
    out.println(endpoints);
    out.printf(
        "%,d experiments, %,d trials; %,d answers planned, %,d unique calls for them, %,d"
            + " judgements%n",
        plan.experiments().size(), forecast.trials(), planned, unique, judgements);
  }
}
