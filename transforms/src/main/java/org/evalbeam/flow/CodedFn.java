package org.evalbeam.flow;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * A combining function that brings the coders of what it makes, whatever it is made of.
 *
 * @param <I> what is combined
 * @param <A> what it is gathered in
 * @param <O> what comes of it
 */
abstract class CodedFn<I, A, O> extends CombineFn<I, A, O> {

  private static final long serialVersionUID = 1L;

  /** The coder of what values are gathered in. */
  abstract Coder<A> gathered();

  /** The coder of what comes of them. */
  abstract Coder<O> combined();

  @Override
  public final Coder<A> getAccumulatorCoder(CoderRegistry registry, Coder<I> inputCoder) {
    return gathered();
  }

  @Override
  public final Coder<O> getDefaultOutputCoder(CoderRegistry registry, Coder<I> inputCoder) {
    return combined();
  }
}
