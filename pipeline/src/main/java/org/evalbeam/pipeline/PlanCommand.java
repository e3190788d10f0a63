package org.evalbeam.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.flow.CallRuntime;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.journal.JournalFolder;
import org.evalbeam.pipeline.output.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Checks a set and tells what running it would do; calls nothing. */
@Command(
    name = "plan",
    description = "Checks an experiment set and shows what running it would call. Calls nothing.",
    footer = "Other --name=value options go to Beam's file systems, such as --awsRegion=eu-west-3.")
final class PlanCommand implements Callable<Integer> {

  @Mixin private final SetOptions set = new SetOptions();

  @Mixin private final CallOptions calls = new CallOptions();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Output folder of the set: what its journal keeps is not called.")
  private @Nullable String output;

  @Option(names = "--json", description = "Print one JSON object, for scripts.")
  private boolean json;

  @Unmatched private final List<String> storeArgs = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    calls.check();
    RunnerArgs.parse(storeArgs);
    PreparedSet prepared = PrepareSet.prepare(set, Keys.ofProcess());
    prepared.warn(System.err);
    Path temporary = Files.createTempDirectory("evalbeam-plan");
    RunFolder scratch = RunFolder.of(temporary.toString(), "plan");
    try {
      tell(prepared, scratch);
    } finally {
      scratch.discard();
      Files.delete(temporary);
    }
    return ExitCode.OK;
  }

  private void tell(PreparedSet prepared, RunFolder scratch) throws IOException, UsageException {
    RunFolder folder =
        output == null ? scratch : RunFolder.of(FolderOption.writable("--output", output), "plan");
    String kept = calls.kept(folder);
    EvaluationPlan plan =
        new EvaluationPlan(
            scratch.output(),
            prepared.experiments(),
            calls.settings(
                kept != null && JournalFolder.at(kept).exists()
                    ? kept
                    : CallOptions.journalOf(scratch.staging()),
                new SharingOptions(),
                1,
                null),
            prepared.prompts());
    calls.checkPrices(plan.endpoints());
    CallForecast forecast = forecast(prepared, plan, scratch);
    if (json) {
      System.out.println(PlanJson.of(prepared, plan, forecast));
    } else {
      PlanText.of(prepared, plan, forecast).forEach(System.out::println);
    }
    forecast.check(calls.maxCost());
  }

  /** Stages what the spec brings along as a run would, in a folder that does not stay. */
  private CallForecast forecast(PreparedSet prepared, EvaluationPlan plan, RunFolder scratch)
      throws IOException {
    List<DatasetSource> sources = StageSet.stage(prepared, scratch);
    try (CallRuntime runtime = CallRuntime.acquire(plan)) {
      return CallForecast.of(plan, sources, runtime.forecast(), set.limit);
    }
  }
}
