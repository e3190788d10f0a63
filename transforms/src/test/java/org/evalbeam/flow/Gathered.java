package org.evalbeam.flow;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * The elements of a collection, taken out of a pipeline that runs in this process, so that tests
 * can look at them at leisure.
 */
final class Gathered<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Static, since the function that gathers is serialised. */
  private static final Map<String, Queue<Object>> GATHERED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  private Gathered() {}

  /** Gathers a collection while its pipeline runs. */
  static <T> Gathered<T> from(PCollection<T> collection) {
    Gathered<T> gathered = new Gathered<>();
    GATHERED.put(gathered.id, new ConcurrentLinkedQueue<>());
    collection.apply("Gather " + gathered.id, ParDo.of(new GatherFn<>(gathered.id)));
    return gathered;
  }

  /** The elements, in no particular order. */
  @SuppressWarnings("unchecked") // what was gathered from a collection is of its type
  List<T> elements() {
    return List.copyOf((Queue<T>) GATHERED.getOrDefault(id, new ConcurrentLinkedQueue<>()));
  }

  private static final class GatherFn<T> extends DoFn<T, Void> {

    private static final long serialVersionUID = 1L;

    private final String id;

    GatherFn(String id) {
      this.id = id;
    }

    @ProcessElement
    public void gather(@Element T element) {
      GATHERED.getOrDefault(id, new ConcurrentLinkedQueue<>()).add(element);
    }
  }
}
