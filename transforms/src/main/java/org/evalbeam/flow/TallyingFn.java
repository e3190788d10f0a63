package org.evalbeam.flow;

import java.util.Iterator;
import org.apache.beam.sdk.coders.Coder;

/**
 * Combines elements into a tally that is added to and merged in place, and is its own result: what
 * all tallies have in common for Beam.
 *
 * @param <I> what is added
 * @param <T> the tally
 */
abstract class TallyingFn<I, T> extends CodedFn<I, T, T> {

  private static final long serialVersionUID = 1L;

  private final TallyCoder<T> coder;

  TallyingFn(TallyCoder<T> coder) {
    this.coder = coder;
  }

  /** Adds an element to the tally. */
  abstract void add(T tally, I element);

  /** Adds all of a tally to another. */
  abstract void merge(T tally, T more);

  @Override
  public final T addInput(T tally, I element) {
    add(tally, element);
    return tally;
  }

  @Override
  public final T mergeAccumulators(Iterable<T> tallies) {
    Iterator<T> each = tallies.iterator();
    T merged = each.hasNext() ? each.next() : createAccumulator();
    each.forEachRemaining(tally -> merge(merged, tally));
    return merged;
  }

  @Override
  public final T extractOutput(T tally) {
    return tally;
  }

  @Override
  final Coder<T> gathered() {
    return coder;
  }

  @Override
  final Coder<T> combined() {
    return coder;
  }
}
