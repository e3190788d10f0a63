package org.evalbeam.flow;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.PCollection;

/**
 * Pipelines of tests, on the direct runner with all its checks. A test says what is in the
 * pipeline, and can't forget to run it.
 */
final class TestPipelines {

  /** As many as any test has, so that none waits for another to end, on any machine. */
  private static final int BUNDLES_AT_A_TIME = 8;

  private TestPipelines() {}

  /** Builds a pipeline, runs it and waits for its end. */
  static <T> T run(Function<Pipeline, T> build) {
    TestPipeline pipeline = create();
    T built = build.apply(pipeline);
    pipeline.run().waitUntilFinish();
    return built;
  }

  /** What a pipeline told its runner. */
  static MetricResults metrics(Consumer<Pipeline> build) {
    TestPipeline pipeline = create();
    build.accept(pipeline);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result.metrics();
  }

  private static TestPipeline create() {
    PipelineOptions options = TestPipeline.testingPipelineOptions();
    options.as(DirectOptions.class).setTargetParallelism(BUNDLES_AT_A_TIME);
    return TestPipeline.fromOptions(options).enableAbandonedNodeEnforcement(false);
  }

  /** The elements of the collection that a pipeline ends with, in no particular order. */
  static <T> List<T> output(Function<Pipeline, PCollection<T>> build) {
    return run(pipeline -> Gathered.from(build.apply(pipeline))).elements();
  }

  /** Likewise, of a collection of batches. */
  static <T> List<T> outputOfBatches(Function<Pipeline, PCollection<List<T>>> build) {
    return output(build).stream().flatMap(List::stream).toList();
  }
}
