package org.evalbeam.flow;

import java.io.Serializable;

/**
 * What is counted of a record, by name: what the balance at the end of a run rests on.
 *
 * @param <T> the record
 */
@FunctionalInterface
public interface RecordCount<T> extends Serializable {

  /** Takes what is counted. */
  @FunctionalInterface
  interface Sink {
    /** Adds to the count of this name. */
    void add(String name, long count);
  }

  /** Counts one record. */
  void count(T record, Sink counts);
}
