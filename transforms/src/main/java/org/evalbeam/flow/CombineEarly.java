package org.evalbeam.flow;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Combines what elements hold under each key, first within bundles and then over all: where keys
 * are few, one element for each key leaves a bundle instead of one for each value. Beam leaves this
 * to the runner, and DirectRunner groups every value, while Flink writes each into a buffer and
 * sorts them; either costs more than all the adding. Values are taken out of their elements here,
 * since a step that did it by itself would cost as much again.
 *
 * @param <T> elements
 * @param <K> keys, of which a bundle has few
 * @param <I> what is combined
 * @param <A> what it is gathered in
 * @param <O> what comes of it
 */
final class CombineEarly<T, K, I, A, O> extends PTransform<PCollection<T>, PCollection<KV<K, O>>> {

  private static final long serialVersionUID = 1L;

  private final Coder<K> keys;
  private final Values<T, K, I> values;
  private final CodedFn<I, A, O> fn;

  private CombineEarly(Coder<K> keys, Values<T, K, I> values, CodedFn<I, A, O> fn) {
    this.keys = keys;
    this.values = values;
    this.fn = fn;
  }

  /**
   * What is combined of an element: any number of values, each under its key.
   *
   * @param <T> elements
   * @param <K> keys
   * @param <I> what is combined
   */
  @FunctionalInterface
  interface Values<T, K, I> extends Serializable {
    void of(T element, BiConsumer<K, I> values);

    /** What is combined of each element of a batch. */
    static <T, K, I> Values<List<T>, K, I> ofEach(Values<T, K, I> values) {
      return (batch, combined) -> batch.forEach(element -> values.of(element, combined));
    }
  }

  /**
   * Combines by a function.
   *
   * @param key a record
   */
  static <T, K, I, A, O> CombineEarly<T, K, I, A, O> of(
      Class<K> key, Values<T, K, I> values, CodedFn<I, A, O> fn) {
    return new CombineEarly<>(RecordCoder.of(key), values, fn);
  }

  @Override
  public PCollection<KV<K, O>> expand(PCollection<T> elements) {
    return elements
        .apply("Within bundles", ParDo.of(new BundleFn<>(values, fn)))
        .setCoder(KvCoder.of(keys, fn.gathered()))
        .apply("Over all", Combine.perKey(new MergeFn<>(fn)))
        .setCoder(KvCoder.of(keys, fn.combined()));
  }

  /** Gathers a bundle's values; what has been gathered leaves before it grows too large. */
  static final class BundleFn<T, K, I, A> extends DoFn<T, KV<K, A>> {

    private static final long serialVersionUID = 1L;

    /** Some megabytes of what is smallest. */
    private static final int MOST_VALUES = 100_000;

    private final Values<T, K, I> values;
    private final CodedFn<I, A, ?> fn;
    private transient Map<K, A> gathered;
    private transient int count;

    BundleFn(Values<T, K, I> values, CodedFn<I, A, ?> fn) {
      this.values = values;
      this.fn = fn;
    }

    @StartBundle
    public void start() {
      clear();
    }

    @ProcessElement
    public void gather(@Element T element, OutputReceiver<KV<K, A>> output) {
      values.of(element, this::add);
      if (count >= MOST_VALUES) {
        gathered.forEach((key, sum) -> output.output(KV.of(key, sum)));
        clear();
      }
    }

    private void add(K key, I value) {
      A before = gathered.get(key);
      A after = fn.addInput(before == null ? fn.createAccumulator() : before, value);
      if (after != before) {
        gathered.put(key, after);
      }
      count++;
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      gathered.forEach(
          (key, sum) ->
              context.output(
                  KV.of(key, sum), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
      clear();
    }

    private void clear() {
      gathered = new HashMap<>();
      count = 0;
    }
  }

  /** Goes on with what bundles have gathered. */
  static final class MergeFn<A, O> extends CodedFn<A, A, O> {

    private static final long serialVersionUID = 1L;

    private final CodedFn<?, A, O> fn;

    MergeFn(CodedFn<?, A, O> fn) {
      this.fn = fn;
    }

    @Override
    public A createAccumulator() {
      return fn.createAccumulator();
    }

    @Override
    public A addInput(A sum, A more) {
      return fn.mergeAccumulators(List.of(sum, more));
    }

    @Override
    public A mergeAccumulators(Iterable<A> sums) {
      return fn.mergeAccumulators(sums);
    }

    @Override
    public O extractOutput(A sum) {
      return fn.extractOutput(sum);
    }

    @Override
    Coder<A> gathered() {
      return fn.gathered();
    }

    @Override
    Coder<O> combined() {
      return fn.combined();
    }
  }
}
