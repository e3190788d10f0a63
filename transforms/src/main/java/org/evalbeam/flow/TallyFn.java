package org.evalbeam.flow;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;

/**
 * Counts things of the elements by name, adding up within a bundle before anything leaves it: an
 * element for each count would cost more than the counting.
 *
 * @param <T> what is counted
 */
abstract class TallyFn<T> extends DoFn<T, KV<String, Long>> {

  private static final long serialVersionUID = 1L;

  private transient Map<String, Long> counts;

  /** Takes what is counted of one element. */
  @FunctionalInterface
  interface Tally {
    void add(String name, long count);
  }

  /** Counts one element. */
  abstract void count(T element, Tally counts);

  @StartBundle
  public void start() {
    counts = new HashMap<>();
  }

  @ProcessElement
  public void process(@Element T element) {
    count(element, (name, count) -> counts.merge(name, count, Long::sum));
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    counts.forEach(
        (name, count) ->
            context.output(
                KV.of(name, count), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
  }
}
