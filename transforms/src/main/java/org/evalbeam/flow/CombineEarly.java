package org.evalbeam.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Combines the values of each key, first within bundles and then over all: where keys are few, one
 * element for each key leaves a bundle instead of one for each value. Beam leaves this to the
 * runner, and DirectRunner groups every value, while Flink writes each into a buffer and sorts
 * them; either costs more than all the adding.
 *
 * @param <K> keys, of which a bundle has few
 * @param <I> what is combined
 * @param <A> what it is gathered in
 * @param <O> what comes of it
 */
final class CombineEarly<K, I, A, O>
    extends PTransform<PCollection<KV<K, I>>, PCollection<KV<K, O>>> {

  private static final long serialVersionUID = 1L;

  private final CombineFn<I, A, O> fn;

  private CombineEarly(CombineFn<I, A, O> fn) {
    this.fn = fn;
  }

  /** Combines by this function. */
  static <K, I, A, O> CombineEarly<K, I, A, O> perKey(CombineFn<I, A, O> fn) {
    return new CombineEarly<>(fn);
  }

  @Override
  @SuppressWarnings("unchecked") // the coder of keys and values is a KvCoder of them
  public PCollection<KV<K, O>> expand(PCollection<KV<K, I>> values) {
    KvCoder<K, I> coder = (KvCoder<K, I>) values.getCoder();
    CoderRegistry registry = values.getPipeline().getCoderRegistry();
    try {
      Coder<A> gathered = fn.getAccumulatorCoder(registry, coder.getValueCoder());
      Coder<O> combined = fn.getDefaultOutputCoder(registry, coder.getValueCoder());
      return values
          .apply("Within bundles", ParDo.of(new BundleFn<>(fn)))
          .setCoder(KvCoder.of(coder.getKeyCoder(), gathered))
          .apply("Over all", Combine.perKey(new MergeFn<>(fn, gathered, combined)))
          .setCoder(KvCoder.of(coder.getKeyCoder(), combined));
    } catch (CannotProvideCoderException e) {
      throw new IllegalArgumentException("no coder for " + fn, e);
    }
  }

  /** Gathers a bundle's values; what has been gathered leaves before it grows too large. */
  static final class BundleFn<K, I, A> extends DoFn<KV<K, I>, KV<K, A>> {

    private static final long serialVersionUID = 1L;

    /** Some megabytes of what is smallest. */
    private static final int MOST_VALUES = 100_000;

    private final CombineFn<I, A, ?> fn;
    private transient Map<K, A> gathered;
    private transient int values;

    BundleFn(CombineFn<I, A, ?> fn) {
      this.fn = fn;
    }

    @StartBundle
    public void start() {
      clear();
    }

    @ProcessElement
    public void gather(@Element KV<K, I> value, OutputReceiver<KV<K, A>> output) {
      A before = gathered.get(value.getKey());
      A after = fn.addInput(before == null ? fn.createAccumulator() : before, value.getValue());
      if (after != before) {
        gathered.put(value.getKey(), after);
      }
      values++;
      if (values >= MOST_VALUES) {
        gathered.forEach((key, sum) -> output.output(KV.of(key, sum)));
        clear();
      }
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
      values = 0;
    }
  }

  /** Goes on with what bundles have gathered. */
  static final class MergeFn<I, A, O> extends CombineFn<A, A, O> {

    private static final long serialVersionUID = 1L;

    private final CombineFn<I, A, O> fn;
    private final Coder<A> gathered;
    private final Coder<O> combined;

    MergeFn(CombineFn<I, A, O> fn, Coder<A> gathered, Coder<O> combined) {
      this.fn = fn;
      this.gathered = gathered;
      this.combined = combined;
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
    public Coder<A> getAccumulatorCoder(CoderRegistry registry, Coder<A> inputCoder) {
      return gathered;
    }

    @Override
    public Coder<O> getDefaultOutputCoder(CoderRegistry registry, Coder<A> inputCoder) {
      return combined;
    }
  }
}
