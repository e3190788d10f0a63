package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.evalbeam.dataset.Dataset;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.flow.CallRuntime;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.EvaluateTrials;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.flow.JudgePairs;
import org.evalbeam.flow.PlannedCalls;
import org.evalbeam.flow.WorkerReports;
import org.evalbeam.journal.JournalFolder;
import org.evalbeam.pipeline.output.ReadTable;
import org.evalbeam.pipeline.output.RunFolder;
import org.evalbeam.pipeline.output.Table;
import org.evalbeam.pipeline.output.WriteRows;
import org.evalbeam.spec.KeyReference;
import org.jspecify.annotations.Nullable;

/** Runs a prepared set: stages, runs the pipeline, checks the balance, publishes, tells. */
final class RunSet {

  private static final Duration LOOK_HERE = Duration.ofSeconds(1);

  /** Its workers' reports are files, and listing them costs an object store something. */
  private static final Duration LOOK_AT_CLUSTER = Duration.ofSeconds(5);

  private final PreparedSet prepared;
  private final EvaluationPlan plan;
  private final RunnerOptions runner;
  private final RunFolder folder;

  /** Folder of the journal; null where no reply is kept beyond the run. */
  private final @Nullable String kept;

  private final CallOptions calls;
  private final StatisticsOptions statistics;
  private final @Nullable Integer limit;
  private final PrintStream out;
  private final PrintStream screen;

  /**
   * @param output path or URI of the set's folder
   * @param calls what calls may cost and where replies are kept
   * @param sharing how several workers share the limits
   * @param statistics what the statistics aim at
   * @param limit rows to use of each dataset; null for all
   * @param args the runner that was asked for
   * @param out where the result is printed
   * @param screen where progress is printed
   * @throws UsageException where the options can't be used together
   */
  RunSet(
      PreparedSet prepared,
      String output,
      CallOptions calls,
      SharingOptions sharing,
      StatisticsOptions statistics,
      @Nullable Integer limit,
      RunnerArgs args,
      PrintStream out,
      PrintStream screen)
      throws UsageException, IOException {
    this.prepared = prepared;
    this.calls = calls;
    this.statistics = statistics;
    this.limit = limit;
    this.out = out;
    this.screen = screen;
    checkLiteralKeys(args.inProcess());
    this.runner =
        args.settle(
            EvaluateTrials.lanes(prepared.experiments()),
            EvaluateTrials.call(prepared.experiments()));
    String runId = UUID.randomUUID().toString();
    this.folder = RunFolder.of(output, runId);
    this.kept = calls.kept(folder);
    this.plan =
        new EvaluationPlan(
            runId,
            prepared.experiments(),
            calls.settings(
                kept == null ? CallOptions.journalOf(folder.staging()) : kept,
                sharing,
                runner.workers(),
                runner.inProcess() ? null : folder.staging()),
            prepared.prompts());
    calls.checkPrices(plan.endpoints());
    SharingOptions.checkPlaces(plan.endpoints(), plan.calls().workers());
    checkPaths(output, sharing);
    checkFolder();
  }

  /** Workers must see what the run reads and writes. */
  private void checkPaths(String output, SharingOptions sharing) throws UsageException {
    Cluster cluster = runner.cluster();
    if (cluster != null) {
      SharedPaths paths = new SharedPaths(cluster.otherHosts(), sharing.sharedPaths());
      paths.check("--output", output);
      paths.check("--journal", calls.given());
      for (Dataset dataset : StageSet.files(prepared)) {
        paths.check("dataset " + dataset.name(), dataset.path());
      }
    }
  }

  private void checkFolder() throws UsageException, IOException {
    String manifest = folder.manifest();
    String name = manifest == null ? prepared.set().name() : Manifest.nameIn(manifest);
    if (!prepared.set().name().equals(name)) {
      throw new UsageException(
          "--output: "
              + folder.output()
              + " holds the set "
              + name
              + "; give another folder for "
              + prepared.set().name());
    }
  }

  /** A literal key would travel in the job graph of a cluster. */
  private void checkLiteralKeys(boolean inProcess) throws UsageException {
    Set<Endpoint> endpoints = new LinkedHashSet<>();
    prepared.experiments().forEach(planned -> endpoints.addAll(planned.endpoints()));
    for (Endpoint endpoint : endpoints) {
      KeyReference key = endpoint.apiKey();
      if (key == null || key.kind() != KeyReference.Kind.VAULT) {
        continue;
      }
      if (!inProcess) {
        throw new UsageException(
            endpoint.name()
                + ": a literal api_key can't go to a cluster; use ${NAME} or ${file:PATH}");
      }
      screen.println(
          "warning: the spec holds a literal api_key for "
              + Printable.of(endpoint.name())
              + "; ${NAME} keeps it out of the file");
    }
  }

  /**
   * Runs the set.
   *
   * @return what was counted
   * @throws UsageException where even the least that it can cost is too much
   * @throws IllegalStateException where the counts do not balance
   */
  Counts run() throws UsageException, IOException {
    Instant started = Instant.now();
    try {
      folder.open();
    } catch (IOException e) {
      throw new UsageException(
          "--output: found " + folder.output() + ", which can't be written to: " + e.getMessage());
    }
    List<DatasetSource> sources = StageSet.stage(prepared, folder);
    Aside<Map<String, DatasetDigests.Digested>> digests = DatasetDigests.begin(sources);
    InterruptNotice notice = InterruptNotice.open(screen, folder.staging(), kept);
    try {
      evaluate(sources);
    } catch (UsageException refused) {
      folder.discard();
      throw refused;
    } catch (RuntimeException e) {
      throw RunBrokeOffException.where(e, kept);
    } finally {
      notice.close();
    }
    if (kept != null) {
      JournalFolder.at(kept).compactIfMany();
    }
    Counts counts = Counts.read(folder.staging());
    counts.checkBalance();
    folder.publish(
        Manifest.of(
            new Manifest.Run(
                prepared,
                plan,
                sources,
                digests.await(),
                counts,
                started,
                Instant.now(),
                limit,
                runner.options().getRunner().getSimpleName())));
    tell(counts);
    return counts;
  }

  /** What is known beforehand; loading what writes Parquet takes as long as building a pipeline. */
  private void writeKnown() throws IOException {
    WriteRows.of(
        Table.EXPERIMENTS, plan.experiments().stream().map(ExperimentRows::of).toList(), folder);
    if (!JudgePairs.isNeeded(plan)) {
      WriteRows.of(Table.PREFERENCES, List.of(), folder);
    }
  }

  private void evaluate(List<DatasetSource> sources) throws UsageException, IOException {
    try (CallRuntime runtime = CallRuntime.acquire(plan)) {
      if (calls.maxCost() != null) {
        CallForecast.of(plan, sources, runtime.forecast(), limit).check(calls.maxCost());
      }
      Map<Endpoint, Long> planned = PlannedCalls.of(plan, prepared.datasetRows(), limit);
      Cluster cluster = runner.cluster();
      if (cluster == null) {
        run(sources, Progress.start(runtime::progress, planned::get, screen, LOOK_HERE));
        return;
      }
      String job = "evalbeam-" + plan.runId();
      runner.options().setJobName(job);
      screen.println(job + " on " + Printable.of(cluster.toString()));
      Cluster.Watch watch = cluster.watch(job);
      try {
        WorkerReports.Reader reports = new WorkerReports.Reader(folder.staging(), plan);
        run(sources, Progress.start(reports::progress, planned::get, screen, LOOK_AT_CLUSTER));
      } finally {
        watch.close();
      }
    }
  }

  private void run(List<DatasetSource> sources, Progress progress) throws IOException {
    Aside<Void> known = Aside.begin("tables that need no calls", this::writeKnown);
    Pipeline pipeline = Pipeline.create(runner.options());
    EvaluationPipeline.build(
        pipeline, plan, sources, limit, runner.shards(), statistics.targetWidth, folder.staging());
    try {
      // Before the first call: a run that can't keep what it knows would pay for what it can't
      // keep.
      known.await();
      PipelineResult.State state = JobEnd.await(pipeline.run());
      if (state != PipelineResult.State.DONE) {
        throw RunBrokeOffException.ended(String.valueOf(state), kept);
      }
    } finally {
      progress.close();
    }
  }

  private void tell(Counts counts) throws IOException {
    out.println();
    out.println(
        Printable.of(prepared.set().name())
            + ": mean ± standard deviation over repeats [95 % interval over rows]");
    out.println();
    out.print(SummaryText.of(ReadTable.of(Table.SUMMARY, folder.output()), ShownMetrics.of(plan)));
    out.print(WinRateText.of(ReadTable.of(Table.WIN_RATES, folder.output())));
    out.printf(
        "%,d trials: %,d answers ok, %,d failed; %,d scores ok, %,d failed, %,d unparsed,"
            + " %,d not applicable%n",
        counts.trials(),
        counts.answers("ok"),
        counts.answers("failed"),
        counts.observations("ok"),
        counts.observations("failed"),
        counts.observations("unparsed"),
        counts.observations("not_applicable"));
    if (counts.preferences() > 0) {
      out.printf(
          "%,d comparisons: %,d ok, %,d failed, %,d unparsed, %,d not applicable%n",
          counts.preferences(),
          counts.preferences("ok"),
          counts.preferences("failed"),
          counts.preferences("unparsed"),
          counts.preferences("not_applicable"));
    }
    out.println("replies: " + counts.repliesBySource());
    tellReasons("spent: ", counts.spent());
    tellReasons("answers failed: ", counts.failedAnswersByReason());
    tellReasons("scores failed: ", counts.failedScoresByReason());
    tellReasons("comparisons failed: ", counts.failedPreferencesByReason());
    out.println("tables: " + folder.output());
  }

  private void tellReasons(String what, String reasons) {
    if (!reasons.isEmpty()) {
      out.println(what + reasons);
    }
  }
}
