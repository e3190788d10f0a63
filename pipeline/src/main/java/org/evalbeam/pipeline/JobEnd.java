package org.evalbeam.pipeline;

import java.io.IOException;
import org.apache.beam.sdk.PipelineResult;

/** Waits for the end of a job; one that runs elsewhere is stopped when this program is. */
final class JobEnd {

  private JobEnd() {}

  /**
   * Waits until a job has ended, if its runner has not done so already.
   *
   * @return how it ended
   */
  static PipelineResult.State await(PipelineResult job) {
    PipelineResult.State state = job.getState();
    if (state.isTerminal()) {
      return state;
    }
    Thread hook = new Thread(() -> cancel(job), "cancel the job");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return job.waitUntilFinish();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException stopping) {
        // Then it runs, and finds a job that has ended.
      }
    }
  }

  private static void cancel(PipelineResult job) {
    try {
      job.cancel();
    } catch (IOException | RuntimeException e) {
      System.err.println("the job could not be stopped: " + Printable.of(e.toString()));
    }
  }
}
