package org.evalbeam.flow;

import com.google.common.collect.Lists;
import java.util.List;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Create;

/** The batches in which elements travel, for tests that care for the elements alone. */
final class Batches {

  private static final int SIZE = 3;

  private Batches() {}

  /** Elements for a pipeline, in more than one batch where there are more than a few. */
  static <T> Create.Values<List<T>> of(Class<T> type, List<T> elements) {
    return Create.of(Lists.partition(elements, SIZE)).withCoder(ListCoder.of(RecordCoder.of(type)));
  }
}
