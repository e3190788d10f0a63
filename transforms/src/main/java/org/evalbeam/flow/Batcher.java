package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Gathers elements into batches, in which they travel from step to step: what a runner does for
 * each element of a step costs more than most elements themselves. Order is kept.
 *
 * @param <T> an element
 */
final class Batcher<T> {

  private final ToIntFunction<T> characters;
  private List<T> batch = new ArrayList<>();
  private BatchSize size = BatchSize.NONE;

  /**
   * @param characters about what an element takes of memory
   */
  Batcher(ToIntFunction<T> characters) {
    this.characters = characters;
  }

  /** Adds an element, and hands the batch over if that makes it full. */
  void add(T element, Consumer<List<T>> output) {
    batch.add(element);
    size = size.plus(new BatchSize(1, characters.applyAsInt(element)));
    if (size.reaches(BatchSize.MOST)) {
      handOver(output);
    }
  }

  /** What it holds now. */
  BatchSize size() {
    return size;
  }

  /** Hands over what there is, if there is anything. */
  void handOver(Consumer<List<T>> output) {
    if (!batch.isEmpty()) {
      List<T> full = batch;
      batch = new ArrayList<>();
      size = BatchSize.NONE;
      output.accept(full);
    }
  }
}
