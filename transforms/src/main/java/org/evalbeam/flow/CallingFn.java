package org.evalbeam.flow;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * Streams shards into the bundle's window of open tasks: what all steps that make calls have in
 * common. The iterable of a shard is read once, from front to back, since runners stream it;
 * results leave as they end, and what is still open at the end of the bundle is waited for there.
 *
 * @param <T> an element of a shard
 * @param <OutputT> what a task gives
 */
abstract class CallingFn<T, OutputT> extends DoFn<KV<Integer, Iterable<T>>, OutputT> {

  private static final long serialVersionUID = 1L;

  /** The timestamp of what a grouping gives, and so of the results that leave with a shard. */
  private static final Instant END = GlobalWindow.INSTANCE.maxTimestamp();

  private final EvaluationPlan plan;
  private final Lanes lanes;
  private final int lane;

  private transient CallRuntime runtime;
  private transient boolean inUse;
  private transient TaskWindow<OutputT> window;

  CallingFn(EvaluationPlan plan, Lanes lanes, int lane) {
    this.plan = plan;
    this.lanes = lanes;
    this.lane = lane;
  }

  /** The tasks of an element. */
  abstract List<Callable<OutputT>> tasks(T element);

  /** Looks at what came of a task before it leaves. */
  void ended(OutputT result) {}

  /** The plan as the process has it. */
  final EvaluationPlan plan() {
    return runtime.plan();
  }

  final CallRuntime runtime() {
    return runtime;
  }

  @Setup
  public void setup() {
    runtime = CallRuntime.acquire(plan);
    inUse = true;
  }

  @StartBundle
  public void startBundle() {
    window = new TaskWindow<>(runtime.slots(lanes, lane));
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<T>> shard, OutputReceiver<OutputT> output)
      throws InterruptedException {
    for (T element : shard.getValue()) {
      for (Callable<OutputT> task : tasks(element)) {
        window.submit(task);
        window.emitEnded(
            result -> {
              ended(result);
              output.output(result);
            });
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException, IOException {
    window.drain(
        result -> {
          ended(result);
          context.output(result, END, GlobalWindow.INSTANCE);
        });
    runtime.flush();
    runtime.tellMetrics();
  }

  /** Beam's Flink runner tears a function down twice where its task is cancelled. */
  @Teardown
  public void teardown() {
    if (inUse) {
      inUse = false;
      runtime.close();
    }
  }
}
