package org.evalbeam.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;

/**
 * Counts records, adding up within a bundle before anything leaves it: an element for each count
 * would cost more than the counting.
 */
final class CountFn<T> extends DoFn<List<T>, KV<String, Long>> {

  private static final long serialVersionUID = 1L;

  private final RecordCount<T> count;
  private transient Map<String, Long> counts;

  CountFn(RecordCount<T> count) {
    this.count = count;
  }

  @StartBundle
  public void start() {
    counts = new HashMap<>();
  }

  @ProcessElement
  public void process(@Element List<T> batch) {
    batch.forEach(record -> count.count(record, this::add));
  }

  private void add(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    counts.forEach(
        (name, sum) ->
            context.output(
                KV.of(name, sum), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
  }
}
