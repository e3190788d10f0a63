package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.evalbeam.pipeline.simulate.Stats;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.evalbeam.pipeline.simulate.fault.FaultPlan;
import org.evalbeam.pipeline.simulate.fault.FaultRule;
import org.jspecify.annotations.Nullable;

/**
 * A set that is run again and again, from outside, against an endpoint that fails on purpose; after
 * each run it is checked that it did what every run owes.
 */
final class Rehearsal implements AutoCloseable {

  private final Bench bench;
  private final SimulatedEndpoint endpoint;
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private volatile FaultPlan faults = FaultPlan.none();
  private String terms = "";
  private @Nullable String ownCatalog;
  private String url;

  /** Begins in an empty folder, with an endpoint that knows the key alone. */
  static Rehearsal in(Path folder) throws IOException {
    return new Rehearsal(folder, Bench.atOnce());
  }

  /** Likewise, with an endpoint of some other making. */
  static Rehearsal in(Path folder, SimulatedOptions.Builder options) throws IOException {
    return new Rehearsal(folder, options);
  }

  private Rehearsal(Path folder, SimulatedOptions.Builder options) throws IOException {
    this.bench = new Bench(folder);
    this.endpoint =
        SimulatedEndpoint.start(options.requiredKey(Canary.KEY).faults(this::strike).build());
    this.url = endpoint.baseUrl();
  }

  private @Nullable Fault strike(long call, String id, int attempt) {
    asked.add(new Asked(Instant.now(), id, attempt));
    return faults.strike(call, id, attempt);
  }

  /** The calls so far of those ids that were called more than once, for the words of a failure. */
  List<Asked> askedAgain() {
    Set<String> again =
        asked.stream()
            .filter(call -> call.attempt() > 1)
            .map(Asked::id)
            .collect(Collectors.toSet());
    return asked.stream().filter(call -> again.contains(call.id())).toList();
  }

  /**
   * A call whose reply was due.
   *
   * @param attempt how many calls with that id have come, this one included
   */
  record Asked(Instant at, String id, int attempt) {}

  Bench bench() {
    return bench;
  }

  SimulatedEndpoint endpoint() {
    return endpoint;
  }

  /** From now on the endpoint fails as planned. */
  void faults(FaultPlan planned) {
    faults = planned;
  }

  /** From now on it always fails in this way. */
  void always(Fault fault) {
    faults = FaultPlan.of(0, List.of(FaultRule.of(fault)));
  }

  /** From now on it does not fail. */
  void recovers() {
    faults = FaultPlan.none();
  }

  /** From now on it does not fail, and tells when so many replies are due, over all runs. */
  CountDownLatch reaches(long calls) {
    CountDownLatch reached = new CountDownLatch(1);
    faults =
        (call, id, attempt) -> {
          if (call >= calls) {
            reached.countDown();
          }
          return null;
        };
    return reached;
  }

  /** The lines of the catalog's one entry, besides its key and address. */
  void terms(String... lines) {
    terms = String.join("\n    ", lines);
  }

  /** Sends what follows to another server. */
  void sendTo(String baseUrl) {
    url = baseUrl;
  }

  /** A set of one experiment over rows that ask different things. */
  String set(int rows, String metrics) {
    return setOn(rows(rows), metrics);
  }

  /** A set of one experiment over these rows. */
  String setOn(String rows, String metrics) {
    return bench.spec(
        """
        {'name': 'rehearsed', 'experiments': [{'name': 'a',
          'dataset': {'name': 'rows', 'df': [%s]},
          'model': {'name': 'm', 'base_url': 'http://one.invalid'},
          'judge_model': {'name': 'j', 'base_url': 'http://two.invalid'},
          'metrics': [%s]}]}
        """
            .formatted(rows, metrics));
  }

  /** Rows as a spec has them, by their numbers from 0. */
  static String rows(int count) {
    return rows(IntStream.range(0, count));
  }

  /** Rows as a spec has them, by their numbers. */
  static String rows(IntStream numbers) {
    return numbers
        .mapToObj("{'query': 'What is number %1$d?', 'output_true': '%1$d'}"::formatted)
        .collect(Collectors.joining(", "));
  }

  /** From now on this is the catalog. */
  void catalog(String yaml) {
    ownCatalog = yaml;
  }

  /** The catalog: unless a test has its own, everything goes to one server, with the key. */
  String catalog() {
    String yaml =
        """
        default_judge: j
        endpoints:
          test:
            base_url: "*"
            models: ["*"]
            send_to: %s
            api_key: %s
            %s
        """
            .formatted(url, Canary.reference(bench), terms);
    return bench.write("endpoints.yaml", ownCatalog == null ? yaml : ownCatalog);
  }

  /** Runs a spec and checks what every run owes. */
  Ran run(String spec, String... more) throws IOException, SQLException {
    Stats before = endpoint.stats();
    Program.Ended ended;
    String log;
    try (LogTap tap = LogTap.toCalls()) {
      ended = Program.run(bench.args(spec, catalog(), more));
      log = tap.text();
    }
    Ran ran = new Ran(ended.code(), ended.out(), ended.err(), log, before, endpoint.stats());
    Canary.isNotIn(log, "the log");
    Owed.by(ended, bench, endpoint.stats());
    return ran;
  }

  /** Starts a run of a spec in a process of its own. */
  ChildProgram start(String spec, String... more) throws IOException {
    return startAfter("", spec, more);
  }

  /** Likewise, by the launcher. */
  ChildProgram launch(String spec, String... more) throws IOException {
    return ChildProgram.launch(bench.folder(), bench.args(spec, catalog(), more));
  }

  /** Runs a spec by the launcher to its end. */
  Program.Ended launched(String spec, String... more) throws IOException, InterruptedException {
    try (ChildProgram run = launch(spec, more)) {
      return run.ended();
    }
  }

  /** Starts a run after some words of bash. */
  ChildProgram startAfter(String shell, String spec, String... more) throws IOException {
    return ChildProgram.start(bench.folder(), shell, bench.args(spec, catalog(), more));
  }

  /** Checks what a run in a process of its own owes. */
  void isAsOwed(Program.Ended ended) throws IOException, SQLException {
    Owed.by(ended, bench, endpoint.stats());
  }

  /**
   * Runs a spec twice, now that nothing fails: the first run calls what is missing, and nothing of
   * what was paid, the second nothing.
   *
   * @param missing calls whose reply is not there yet
   */
  void completes(String spec, long missing, String... more) throws IOException, SQLException {
    recovers();
    Ran completing = run(spec, more);
    assertThat(completing.code()).as(completing.err()).isEqualTo(ExitCode.OK);
    assertThat(completing.calls()).as("calls of the next run").isEqualTo(missing);
    Ran idle = run(spec, more);
    assertThat(idle.code()).as(idle.err()).isEqualTo(ExitCode.OK);
    assertThat(idle.calls()).as("calls when all is there").isZero();
    assertThat(idle.after().duplicates()).as("paid twice").isZero();
  }

  /** The rows of a query on the tables of the last run. */
  List<List<@Nullable Object>> rows(String sql) throws SQLException {
    try (DuckDb tables = tables()) {
      return tables.rows(sql);
    }
  }

  /** The tables of the last run. */
  DuckDb tables() throws SQLException {
    return DuckDb.open(bench.output());
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
