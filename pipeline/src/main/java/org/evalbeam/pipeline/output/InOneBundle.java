package org.evalbeam.pipeline.output;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Brings a small collection into one bundle, so that it becomes one file.
 *
 * @param <T> the element
 */
final class InOneBundle<T> extends PTransform<PCollection<T>, PCollection<T>> {

  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<T> expand(PCollection<T> elements) {
    return elements
        .apply("Key alike", WithKeys.<@Nullable Void, T>of((Void) null))
        .setCoder(KvCoder.of(VoidCoder.of(), elements.getCoder()))
        .apply("Group", GroupByKey.create())
        .apply("Take the group", Values.create())
        .apply("Take its elements", Flatten.iterables());
  }
}
