package org.evalbeam.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives variants the names that tables and plots show. The rule:
 *
 * <ul>
 *   <li>The label is the model's shown name. Where variants share it, the parameters that differ
 *       among them follow, as {@code name#{temperature=0.2,judge=gpt-4o}}.
 *   <li>What makes the answers (model, address, prompts, parameters) is compared over the whole
 *       set. What scores them, or belongs to the data (metrics, judge, sample, supplied outputs),
 *       is compared among the variants of one dataset only. So one model on two datasets has one
 *       label, even if each dataset has metrics of its own. A judge's own parameters are compared
 *       among the variants with a judge of that name.
 *   <li>Parameters come in the order in which the set first has them; one that a variant lacks is
 *       shown as {@code unset}. Prompts, values of more than 40 characters and values with control
 *       characters are shown as 6 digits of a hash.
 *   <li>Labels that still collide on one dataset end with {@code #} and 8 digits of the variant id.
 * </ul>
 */
final class VariantLabels {

  private static final int ID_DIGITS = 8;
  private static final String UNSET = "unset";

  private VariantLabels() {}

  /** Labels by variant id. */
  static Map<String, String> of(Map<String, Setup> variants) {
    List<Traits> all =
        variants.entrySet().stream().map(v -> Traits.of(v.getKey(), v.getValue())).toList();
    Map<String, String> labels = new HashMap<>();
    for (List<Traits> sameName : groups(all, Traits::name)) {
      Set<String> answering = differing(sameName, Traits::answering);
      for (List<Traits> sameData : groups(sameName, Traits::dataset)) {
        Set<String> scoring = differing(sameData, Traits::scoring);
        for (List<Traits> sameJudge : groups(sameData, VariantLabels::judge)) {
          Set<String> judging = differing(sameJudge, Traits::judging);
          sameJudge.forEach(t -> labels.put(t.id(), label(t, answering, scoring, judging)));
        }
      }
    }
    separate(all, labels);
    return labels;
  }

  private static void separate(List<Traits> variants, Map<String, String> labels) {
    for (List<Traits> sameData : groups(variants, Traits::dataset)) {
      for (List<Traits> colliding : groups(sameData, t -> labels.getOrDefault(t.id(), ""))) {
        if (colliding.size() > 1) {
          colliding.forEach(
              t -> labels.merge(t.id(), "#" + t.id().substring(0, ID_DIGITS), String::concat));
        }
      }
    }
  }

  private static String judge(Traits traits) {
    return traits.scoring().getOrDefault("judge", UNSET);
  }

  private static Collection<List<Traits>> groups(
      List<Traits> variants, Function<Traits, String> key) {
    return variants.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  /** The keys whose values are not the same in all variants. */
  private static Set<String> differing(
      List<Traits> variants, Function<Traits, Map<String, String>> side) {
    Map<String, String> first = side.apply(variants.get(0));
    Set<String> keys = new LinkedHashSet<>();
    variants.forEach(traits -> keys.addAll(side.apply(traits).keySet()));
    keys.removeIf(
        key ->
            variants.stream()
                .allMatch(t -> Objects.equals(side.apply(t).get(key), first.get(key))));
    return keys;
  }

  private static String label(
      Traits traits, Set<String> answering, Set<String> scoring, Set<String> judging) {
    List<String> parts = new ArrayList<>();
    answering.forEach(key -> parts.add(part(key, traits.answering())));
    scoring.forEach(key -> parts.add(part(key, traits.scoring())));
    judging.forEach(key -> parts.add(part(key, traits.judging())));
    return parts.isEmpty() ? traits.name() : traits.name() + "#{" + String.join(",", parts) + "}";
  }

  private static String part(String key, Map<String, String> values) {
    return key + '=' + values.getOrDefault(key, UNSET);
  }
}
