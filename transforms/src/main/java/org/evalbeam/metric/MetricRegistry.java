package org.evalbeam.metric;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** All metrics by name: those that ship with evalbeam and those of users' jars. */
public final class MetricRegistry {

  private static final int MAX_EDITS = 4;

  /** Once for all steps of a run: reading every prompt as a template takes a while. */
  private static final Map<Prompts, MetricRegistry> LOADED = new HashMap<>();

  private final TreeMap<String, Metric> metrics = new TreeMap<>();

  private MetricRegistry(Iterable<MetricProvider> providers, Prompts prompts) {
    Map<String, Class<?>> givenBy = new HashMap<>();
    for (MetricProvider provider : providers) {
      for (Metric metric : provider.metrics(prompts)) {
        String name = metric.info().name();
        Class<?> earlier = givenBy.put(name, provider.getClass());
        if (earlier != null) {
          throw new IllegalStateException(
              "two metrics are named '%s': one of %s and one of %s"
                  .formatted(name, earlier.getName(), provider.getClass().getName()));
        }
        metrics.put(name, metric);
      }
    }
  }

  /**
   * The metrics of every {@link MetricProvider} on the class path.
   *
   * @throws IllegalStateException where two metrics have one name
   */
  public static MetricRegistry load() {
    return load(Prompts.SHIPPED);
  }

  /**
   * The same metrics with these prompts.
   *
   * @throws IllegalStateException where two metrics have one name
   * @throws IllegalArgumentException where a prompt reads a field that its metric does not give it
   */
  public static MetricRegistry load(Prompts prompts) {
    synchronized (LOADED) {
      MetricRegistry known = LOADED.get(prompts);
      if (known == null) {
        known =
            new MetricRegistry(
                ServiceLoader.load(MetricProvider.class, MetricProvider.class.getClassLoader()),
                prompts);
        LOADED.put(prompts, known);
      }
      return known;
    }
  }

  /**
   * The metrics of these providers.
   *
   * @throws IllegalStateException where two metrics have one name
   */
  public static MetricRegistry of(Iterable<MetricProvider> providers) {
    return new MetricRegistry(providers, Prompts.SHIPPED);
  }

  /** The metric of a name. */
  public Optional<Metric> find(String name) {
    return Optional.ofNullable(metrics.get(name));
  }

  /** The names of all metrics. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(metrics.navigableKeySet());
  }

  /** The name that was probably meant by one that no metric has: the one with the fewest edits. */
  public Optional<String> suggest(String name) {
    LevenshteinDistance edits = new LevenshteinDistance(MAX_EDITS);
    return metrics.keySet().stream()
        .filter(known -> edits.apply(known, name) >= 0)
        .min(Comparator.comparing(known -> edits.apply(known, name)));
  }
}
