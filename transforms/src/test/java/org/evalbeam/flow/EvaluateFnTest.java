package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.TupleTag;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Trial;
import org.joda.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of the calling function beyond what the direct runner makes of it. */
class EvaluateFnTest {

  private final FakeEndpoint server = FakeEndpoint.replying(asked -> "fine");
  private final EvaluationPlan plan =
      Experiments.plan(
          Experiments.named("sound").at(server.model("m", 2)),
          Experiments.named("judgeless").at(server.model("m", 2)).metrics("judge_exactness"));
  private final EvaluateFn fn = new EvaluateFn(plan, new Lanes(plan), 0);
  private final List<String> emitted = new ArrayList<>();

  EvaluateFnTest() {
    fn.setup();
  }

  @AfterEach
  void close() {
    fn.teardown();
    server.close();
  }

  @Test
  void aBundleHoldsTheResultsOfAllItsShards() throws Exception {
    fn.startBundle();
    fn.process(shard(trial("sound", 0), trial("sound", 1)), within());
    fn.process(shard(trial("sound", 2)), within());
    fn.finishBundle(atEnd());

    assertThat(emitted).containsExactlyInAnyOrder("sound 0", "sound 1", "sound 2");
  }

  @Test
  void aBundleAfterAFailedOneHoldsItsOwnResultsOnly() throws Exception {
    fn.startBundle();
    assertThatThrownBy(
            () -> {
              fn.process(
                  shard(trial("judgeless", 0), trial("sound", 0), trial("sound", 1)), within());
              fn.finishBundle(atEnd());
            })
        .hasRootCauseMessage("no judge in experiment judgeless");
    emitted.clear();

    fn.startBundle();
    fn.process(shard(trial("sound", 0)), within());
    fn.finishBundle(atEnd());

    assertThat(emitted).containsExactly("sound 0");
  }

  /** As Beam's Flink runner does where a task is cancelled. */
  @Test
  void tearingDownTwiceTakesNothingFromOthers() throws Exception {
    EvaluateFn cancelled = new EvaluateFn(plan, new Lanes(plan), 0);
    cancelled.setup();
    cancelled.teardown();
    cancelled.teardown();

    fn.startBundle();
    fn.process(shard(trial("sound", 0)), within());
    fn.finishBundle(atEnd());

    assertThat(emitted).containsExactly("sound 0");
    assertThat(CallRuntime.acquire(plan)).as("the runtime of the others").isSameAs(fn.runtime());
    fn.runtime().close();
  }

  private static Trial trial(String experiment, int row) {
    return new Trial(experiment, Records.row(row, "q" + row), null);
  }

  /** Can be read once only, as on a runner that streams. */
  private KV<Integer, Iterable<List<TrialTask>>> shard(Trial... trials) {
    Iterator<List<TrialTask>> stream =
        Stream.of(trials).map(trial -> List.of(new TrialTask(trial, null))).iterator();
    List<Iterator<List<TrialTask>>> unread = new ArrayList<>(List.of(stream));
    return KV.of(0, () -> unread.remove(0));
  }

  private void emit(List<EvaluatedTrial> results) {
    for (EvaluatedTrial result : results) {
      emitted.add(result.trial().experiment() + " " + result.trial().row().numLine());
    }
  }

  private OutputReceiver<List<EvaluatedTrial>> within() {
    return new OutputReceiver<>() {
      @Override
      public void output(List<EvaluatedTrial> results) {
        emit(results);
      }

      @Override
      public OutputBuilder<List<EvaluatedTrial>> builder(List<EvaluatedTrial> results) {
        throw new UnsupportedOperationException("results bear their shard's timestamp");
      }
    };
  }

  private DoFn<KV<Integer, Iterable<List<TrialTask>>>, List<EvaluatedTrial>>.FinishBundleContext
      atEnd() {
    DoFn<KV<Integer, Iterable<List<TrialTask>>>, List<EvaluatedTrial>> plain = fn;
    return plain.new FinishBundleContext() {
      @Override
      public PipelineOptions getPipelineOptions() {
        return PipelineOptionsFactory.create();
      }

      @Override
      public void output(List<EvaluatedTrial> results, Instant timestamp, BoundedWindow window) {
        emit(results);
      }

      @Override
      public <T> void output(TupleTag<T> tag, T result, Instant timestamp, BoundedWindow window) {
        throw new UnsupportedOperationException("there is one output only");
      }
    };
  }
}
