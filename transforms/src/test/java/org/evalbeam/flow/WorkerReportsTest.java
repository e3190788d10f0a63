package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.endpoint.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far each worker's calls are comes to whoever started the run. */
class WorkerReportsTest {

  private static final Endpoint MODEL = Experiments.endpoint(Experiments.URL, "m", 1);
  private static final Endpoint JUDGE = Experiments.endpoint(Experiments.URL, "j", 1);

  private final EvaluationPlan plan =
      Experiments.plan(Experiments.named("e").at(MODEL).judgedBy(JUDGE));
  private final String folder;

  WorkerReportsTest(@TempDir Path folder) {
    this.folder = folder + "/";
  }

  private void tell(long answered, long failed) throws IOException {
    tell(folder, answered, failed);
  }

  private static void tell(String folder, long answered, long failed) throws IOException {
    Map<Endpoint, CallProgress> figures = new LinkedHashMap<>();
    figures.put(MODEL, new CallProgress(answered, failed, 2, 3, 1.5));
    figures.put(JUDGE, CallProgress.NONE);
    WorkerReports.start(folder, () -> figures).close();
  }

  @Test
  void theFiguresOfAllWorkersAreAddedUp() throws IOException {
    WorkerReports.Reader reader = new WorkerReports.Reader(folder, plan);
    assertThat(reader.progress()).containsValues(CallProgress.NONE);
    tell(10, 1);
    tell(20, 0);

    Map<Endpoint, CallProgress> figures = reader.progress();
    assertThat(figures.keySet()).containsExactly(MODEL, JUDGE);
    assertThat(figures.values())
        .extracting(
            CallProgress::answered,
            CallProgress::failed,
            CallProgress::kept,
            CallProgress::refusals)
        .containsExactly(tuple(30L, 1L, 4L, 6L), tuple(0L, 0L, 0L, 0L));
    assertThat(List.copyOf(figures.values()).get(0).perSecond()).isBetween(6.1, 6.3);
    assertThat(reader.progress()).as("where nothing happened since").isEqualTo(figures);
  }

  @Test
  void aFolderIsTakenByItsNameAsItStands() throws IOException {
    WorkerReports.Reader reader = new WorkerReports.Reader(folder + "[v]1*/", plan);
    tell(folder + "v1/", 10, 1);
    assertThat(reader.progress().values()).extracting(CallProgress::answered).containsOnly(0L);
    tell(folder + "[v]1*/", 20, 0);

    assertThat(reader.progress().values())
        .extracting(CallProgress::answered)
        .containsExactly(20L, 0L);
  }

  @Test
  void aReportThatIsBeingWrittenIsNotBelieved() throws IOException {
    tell(10, 1);
    Files.writeString(Path.of(folder + "calls-half"), "7 0 0 0\n");
    Files.writeString(Path.of(folder + "calls-torn"), "7 0 0 0\n8 ");

    assertThat(new WorkerReports.Reader(folder, plan).progress().values())
        .extracting(CallProgress::done)
        .containsExactly(13L, 0L);
  }

  /** As where a local path names another folder on each worker. */
  @Test
  void aWorkerThatDoesNotSeeTheRunsFolderSaysSo(@TempDir Path journal) {
    CallSettings settings =
        new CallSettings(journal.toString(), 16, 0, null, 1, null, folder + "elsewhere/");
    EvaluationPlan elsewhere = new EvaluationPlan("run", plan.experiments(), settings);

    assertThatThrownBy(() -> CallRuntime.acquire(elsewhere))
        .hasMessageContaining("a worker does not see the run's folder " + folder + "elsewhere/")
        .hasMessageContaining("a file system that all workers share");
  }
}
