package org.evalbeam.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the repeats in a set: experiments that are equal in all but name and readme are repeats of
 * one variant, numbered in the order of their appearance, whether a grid or a list made them.
 */
final class Variants {

  private Variants() {}

  /**
   * An experiment that does not yet know its variant.
   *
   * @param name unique in the set
   * @param readme free text
   * @param setup what it runs
   */
  record Named(String name, @Nullable String readme, Setup setup) {}

  /** The experiments, in the same order, each with its variant and repeat. */
  static List<Experiment> of(List<Named> experiments) {
    Map<String, Setup> variants = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>();
    for (Named named : experiments) {
      String id = VariantId.of(named.setup());
      ids.add(id);
      variants.putIfAbsent(id, named.setup());
    }
    Map<String, String> labels = VariantLabels.of(variants);
    Map<String, Integer> repeats = new HashMap<>();
    List<Experiment> numbered = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      int repeat = repeats.merge(id, 1, Integer::sum) - 1;
      numbered.add(experiment(experiments.get(i), labels.getOrDefault(id, id), id, repeat));
    }
    return List.copyOf(numbered);
  }

  private static Experiment experiment(Named named, String variant, String id, int repeat) {
    Setup setup = named.setup();
    return new Experiment(
        named.name(),
        named.readme(),
        variant,
        id,
        repeat,
        setup.dataset(),
        setup.model(),
        setup.metrics(),
        setup.judge(),
        setup.judgeRepeats(),
        setup.withVision(),
        setup.sample());
  }
}
