package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.Stats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program, by its launcher, on a real Flink cluster whose processes die. */
@Tag("cluster")
class FlinkClusterTest {

  /** Most of what a subtask may have, in means. */
  private static final double EVEN = 1.2;

  private static final int REDIS_PORT = 6398;

  private static @Nullable FlinkSessionCluster started;

  @BeforeAll
  static void startCluster(@TempDir Path folder) throws Exception {
    started = FlinkSessionCluster.start(folder);
  }

  @AfterAll
  static void stopCluster() {
    cluster().close();
  }

  private static FlinkSessionCluster cluster() {
    return Objects.requireNonNull(started);
  }

  @BeforeEach
  void mendCluster() throws Exception {
    cluster().mend();
  }

  /** Leaves two slots free, for the tasks of a TaskManager that dies. */
  private static String[] onCluster(String... more) {
    return onCluster(FlinkSessionCluster.SLOTS - 2, more);
  }

  private static String[] onCluster(int parallelism, String... more) {
    return Stream.concat(
            Stream.of(
                "--runner=FlinkRunner",
                "--flinkMaster=" + cluster().address(),
                "--parallelism=" + parallelism),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void theDemosSetGivesTheTablesOfTheDirectRunner(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String spec = Bench.shipped("demo.json");
      rehearsal.terms("max_in_flight: 12");
      Path onCluster = folder.resolve("cluster");
      Ran first = rehearsal.run(spec, "--limit=150");
      assertThat(first.code()).as(first.err()).isZero();
      long calls = first.calls();

      Program.Ended ended =
          rehearsal.launched(spec, onCluster("--limit=150", "--output=" + onCluster));
      assertThat(ended.code()).as(ended.err()).isZero();
      Owed.wholeTables(onCluster);
      Stats both = rehearsal.endpoint().stats();
      assertThat(both.calls()).isEqualTo(2 * calls);
      assertThat(both.uniqueRequestIds()).as("the same calls").isEqualTo(calls);

      assertThat(ended.err())
          .contains("parallelism 4, 3 workers share the limits")
          .containsPattern("simulated-small at \\S+: 450 of 450 calls, [1-9]\\S+/s, 0 failed")
          .containsPattern("simulated-judge at \\S+: 1,350 of 1,350 calls");
      assertThat(ended.out())
          .contains("1,350 trials: 1,350 answers ok, 0 failed; 6,750 scores ok, 0 failed");
      RunTables.assertSame(rehearsal.bench().output(), onCluster);
      assertThat(mostOfMean(cluster().lastJob())).hasSize(3).allMatch(most -> most <= EVEN);
    }
  }

  /** The largest share of the trials of each calling step that one subtask had, in means. */
  private static List<Double> mostOfMean(JsonNode job) throws Exception {
    List<Double> most = new ArrayList<>();
    for (JsonNode vertex : job.path("vertices")) {
      if (vertex.path("name").asText().contains("GroupReduce at Evaluate trials/Group shards")) {
        JsonNode subtasks =
            cluster()
                .ask(
                    "/jobs/" + job.path("jid").asText() + "/vertices/" + vertex.path("id").asText())
                .path("subtasks");
        List<Long> read = new ArrayList<>();
        subtasks.forEach(one -> read.add(one.path("metrics").path("read-records").asLong()));
        double mean = read.stream().mapToLong(Long::longValue).average().orElseThrow();
        most.add(read.stream().mapToLong(Long::longValue).max().orElseThrow() / mean);
      }
    }
    return most;
  }

  /** As {@code flink run} does, with the jar of packages/flink. */
  @Test
  void flinksOwnClientSendsTheSameProgram(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      int rows = 12;
      String spec = rehearsal.set(rows, "'output_length', 'judge_exactness'");
      Path jar = SetOptions.home().resolve("packages/flink/target/evalbeam-flink.jar");
      List<String> args =
          rehearsal
              .bench()
              .args(
                  spec,
                  rehearsal.catalog(),
                  "--datasets=" + SetOptions.installed("datasets.yaml"),
                  "--runner=FlinkRunner",
                  "--parallelism=4");
      Program.Ended ended;
      try (ChildProgram run =
          ChildProgram.start(
              folder,
              "export FLINK_CONF_DIR=" + cluster().folder() + "; ",
              cluster().flinkRun(jar, args))) {
        ended = run.ended();
      }
      assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
      Owed.wholeTables(rehearsal.bench().output());
      assertThat(rehearsal.endpoint().stats().calls()).isEqualTo(2L * rows);
      assertThat(ended.out()).contains("12 trials: 12 answers ok, 0 failed");
    }
  }

  /** Three workers have four calls to each of two endpoints under way. */
  @Test
  void aTaskManagerThatIsKilledCostsTheCallsThatItMade(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce().delays(Delays.fixed(200)))) {
      rehearsal.terms("max_in_flight: 12");
      int rows = 300;
      String spec = rehearsal.set(rows, "'output_length', 'judge_exactness'");
      Program.Ended ended;
      try (ChildProgram run = rehearsal.launch(spec, onCluster())) {
        awaitReplies(rehearsal, run, rows);
        cluster().killBusyTaskManager();
        ended = run.ended();
      }
      assertThat(ended.code()).as(ended.err()).isZero();
      rehearsal.isAsOwed(ended);
      Stats stats = rehearsal.endpoint().stats();
      assertThat(stats.uniqueRequestIds()).isEqualTo(2L * rows);
      assertThat(stats.calls() - stats.uniqueRequestIds())
          .as("calls made again: %s", rehearsal.askedAgain())
          .isBetween(1L, 2L * 4);
      assertThat(rehearsal.run(spec).calls()).as("calls when all is there").isZero();
    }
  }

  /** The job is restarted after some twenty seconds; the calls of that time go on for longer. */
  @Test
  void callsThatTakeLongerThanARestartAreJoined(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce().delays(Delays.fixed(30_000)))) {
      rehearsal.terms("max_in_flight: 12");
      int rows = 16;
      String spec = rehearsal.set(rows, "'output_length'");
      Program.Ended ended;
      try (ChildProgram run = rehearsal.launch(spec, onCluster())) {
        awaitCalls(rehearsal, run, 8);
        cluster().killBusyTaskManager();
        ended = run.ended();
      }
      assertThat(ended.code()).as(ended.err()).isZero();
      rehearsal.isAsOwed(ended);
      Stats stats = rehearsal.endpoint().stats();
      assertThat(stats.uniqueRequestIds()).isEqualTo(rows);
      assertThat(stats.calls() - rows)
          .as("calls made again: %s", rehearsal.askedAgain())
          .isBetween(1L, 4L);
    }
  }

  @Test
  void whereClientAndJobManagerAreKilledTheSameCommandGoesOn(@TempDir Path folder)
      throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce().delays(Delays.fixed(3_000)))) {
      rehearsal.terms("max_in_flight: 24");
      int rows = 60;
      String spec = rehearsal.set(rows, "'output_length', 'judge_exactness'");
      try (ChildProgram run = rehearsal.launch(spec, onCluster())) {
        awaitReplies(rehearsal, run, rows);
        run.kill();
        cluster().killJobManager();
        assertThat(run.ended().code()).isEqualTo(128 + 9);
      }
      cluster().mend();
      Program.Ended ended = rehearsal.launched(spec, onCluster());
      assertThat(ended.code()).as(ended.err()).isZero();
      rehearsal.isAsOwed(ended);
      Stats stats = rehearsal.endpoint().stats();
      assertThat(stats.uniqueRequestIds()).isEqualTo(2L * rows);
      assertThat(stats.calls() - stats.uniqueRequestIds())
          .as("calls made again: %s", rehearsal.askedAgain())
          .isLessThanOrEqualTo(2L * 8);
    }
  }

  /** Shares may leave some of a rate unused: not every TaskManager need have a task. */
  @Test
  void aRateHoldsForTheWholeJobByShares(@TempDir Path folder) throws Exception {
    assertThat(callsPerSecond(folder, onCluster())).isBetween(4.0, 21.0);
  }

  @Test
  void aRateIsUsedByTheWholeJobWithRedis(@TempDir Path folder) throws Exception {
    Process redis = startRedis(folder);
    try {
      String limiter = "--limiter=redis://127.0.0.1:" + REDIS_PORT;
      assertThat(callsPerSecond(folder, onCluster(limiter))).isBetween(10.0, 21.0);
    } finally {
      redis.destroyForcibly();
    }
  }

  /** Of a run that may make 20. */
  private static double callsPerSecond(Path folder, String... options) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      rehearsal.terms("requests_per_minute: 1200");
      int rows = 160;
      String spec = rehearsal.set(rows, "'output_length'");
      Program.Ended ended = rehearsal.launched(spec, options);
      assertThat(ended.code()).as(ended.err()).isZero();
      Stats stats = rehearsal.endpoint().stats();
      double seconds = (stats.lastReplyMs() - stats.firstCallMs()) / 1000.0;
      assertThat(stats.calls()).isEqualTo(rows);
      return rows / seconds;
    }
  }

  private static Process startRedis(Path folder) throws IOException {
    return new ProcessBuilder(
            "redis-server",
            "--port",
            String.valueOf(REDIS_PORT),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("redis.log").toFile())
        .start();
  }

  /** The job goes on without its client; a second one meets it, and nothing is called twice. */
  @Test
  void whereOnlyTheClientIsKilledTheSameCommandJoinsItsJob(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce().delays(Delays.fixed(2_000)))) {
      rehearsal.terms("max_in_flight: 6");
      int rows = 60;
      String spec = rehearsal.set(rows, "'output_length'");
      String[] half = onCluster(FlinkSessionCluster.SLOTS / 2);
      try (ChildProgram run = rehearsal.launch(spec, half)) {
        awaitReplies(rehearsal, run, 6);
        run.kill();
        assertThat(run.ended().code()).isEqualTo(128 + 9);
      }
      Program.Ended ended = rehearsal.launched(spec, half);
      assertThat(ended.code()).as(ended.err()).isZero();
      rehearsal.isAsOwed(ended);
      assertThat(rehearsal.endpoint().stats().calls()).isEqualTo(rows);
    }
  }

  /**
   * The job ends with its command; the workers live, and keep the replies that are on their way.
   */
  @Test
  void anInterruptEndsTheJobAndTheSameCommandGoesOn(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder, Bench.atOnce().delays(Delays.fixed(3_000)))) {
      rehearsal.terms("max_in_flight: 6");
      int rows = 24;
      String spec = rehearsal.set(rows, "'output_length'");
      Program.Ended interrupted;
      try (ChildProgram run = rehearsal.launch(spec, onCluster())) {
        awaitCalls(rehearsal, run, 4);
        run.interrupt();
        interrupted = run.ended();
      }
      assertThat(interrupted.code()).as(interrupted.err()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(interrupted.err())
          .contains("nothing was published", "the same command goes on from there");
      cluster().mend();
      assertThat(cluster().lastJob().path("state").asText()).isEqualTo("CANCELED");

      Program.Ended ended = rehearsal.launched(spec, onCluster());
      assertThat(ended.code()).as(ended.err()).isZero();
      rehearsal.isAsOwed(ended);
      assertThat(rehearsal.endpoint().stats().calls())
          .as("calls made again: %s", rehearsal.askedAgain())
          .isEqualTo(rows);
    }
  }

  @Test
  void aFailureOnTheClusterEndsTheCommandWithItsReason(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      Path runs = rehearsal.bench().output().resolve(".runs");
      rehearsal.faults(
          (call, id, attempt) -> {
            if (call == 1) {
              replaceByAFile(runs);
            }
            return null;
          });
      String spec = rehearsal.set(6, "'output_length'");
      Program.Ended ended = rehearsal.launched(spec, onCluster());
      assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.FAILURE);
      assertThat(ended.err())
          .contains("the run broke off, nothing was published", runs.toString())
          .contains("replies so far are kept in " + rehearsal.bench().output() + "/journal")
          .doesNotContain(" at org.");
      Files.delete(runs);
      rehearsal.completes(spec, 0);
    }
  }

  private static void replaceByAFile(Path folder) {
    try {
      Files.move(folder, folder.resolveSibling("moved"));
      Files.createFile(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until so many calls of a run have come, whose replies are not yet due. */
  private static void awaitCalls(Rehearsal rehearsal, ChildProgram run, long calls)
      throws InterruptedException {
    while (rehearsal.endpoint().stats().calls() < calls) {
      assertThat(run.isAlive()).as("it ended before %d calls: %s", calls, run.err()).isTrue();
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Waits until so many replies of a run are due. */
  private static void awaitReplies(Rehearsal rehearsal, ChildProgram run, long replies)
      throws InterruptedException {
    CountDownLatch reached = rehearsal.reaches(replies);
    while (!reached.await(1, TimeUnit.SECONDS)) {
      assertThat(run.isAlive()).as("it ended before %d replies: %s", replies, run.err()).isTrue();
    }
  }
}
