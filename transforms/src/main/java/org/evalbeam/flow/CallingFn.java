package org.evalbeam.flow;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * Streams shards into the bundle's window of open tasks: what all steps that make calls have in
 * common. The iterable of a shard is read once, from front to back, since runners stream it;
 * results leave in batches as they end, and what is still open at the end of the bundle is waited
 * for there.
 *
 * @param <T> an element of a shard
 * @param <OutputT> what a task gives
 */
abstract class CallingFn<T, OutputT> extends DoFn<KV<Integer, Iterable<T>>, List<OutputT>> {

  private static final long serialVersionUID = 1L;

  /** The timestamp of what a grouping gives, and so of the results that leave with a shard. */
  private static final Instant END = GlobalWindow.INSTANCE.maxTimestamp();

  private final EvaluationPlan plan;
  private final Lanes lanes;
  private final int lane;

  private transient CallRuntime runtime;
  private transient boolean inUse;
  private transient TaskWindow<OutputT> window;
  private transient Batcher<OutputT> results;

  CallingFn(EvaluationPlan plan, Lanes lanes, int lane) {
    this.plan = plan;
    this.lanes = lanes;
    this.lane = lane;
  }

  /** The tasks of an element. */
  abstract List<Callable<OutputT>> tasks(T element);

  /** Characters of the texts that a task gave. */
  abstract int characters(OutputT result);

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
    results = new Batcher<>(this::characters);
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<T>> shard, OutputReceiver<List<OutputT>> output)
      throws InterruptedException {
    for (T element : shard.getValue()) {
      for (Callable<OutputT> task : tasks(element)) {
        window.submit(task);
        window.emitEnded(result -> gather(result, output::output));
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException, IOException {
    Consumer<List<OutputT>> output = batch -> context.output(batch, END, GlobalWindow.INSTANCE);
    window.drain(result -> gather(result, output));
    results.handOver(output);
    runtime.flush();
    runtime.tellMetrics();
  }

  private void gather(OutputT result, Consumer<List<OutputT>> output) {
    ended(result);
    results.add(result, output);
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
