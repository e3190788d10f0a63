package org.evalbeam.pipeline.evalap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what EvalAP's API returned into one set, its experiments and datasets, by their shapes: of
 * {@code GET /experiment_set/ID}, {@code /experiment/ID}, {@code /experiments}, {@code /dataset/ID}
 * and {@code /datasets} (EvalAP's {@code api/schemas.py}). An experiment of a file of its own
 * stands for that of the set with the same id, since only it has metrics and answers.
 */
final class EvalapFiles {

  private static final String ALLOWED =
      "an experiment set, an experiment or a dataset as EvalAP's API returns it, or a list of them";

  private @Nullable Located set;
  private final Map<String, Located> experiments = new LinkedHashMap<>();
  private final Map<String, Located> datasets = new LinkedHashMap<>();

  /**
   * Adds what a file holds.
   *
   * @throws InvalidSpecException where it is nothing of EvalAP's, or a second set
   */
  void add(String file, String text) throws InvalidSpecException {
    Problems problems = new Problems();
    add(StrictJson.root(file, text), problems);
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(file, problems.inFileOrder());
    }
  }

  private void add(Located at, Problems problems) {
    if (at.json().isArray() && !at.json().isEmpty()) {
      at.elements().forEach(element -> add(element, problems));
    } else if (at.json().has("cv")) {
      problems.add(
          at.place(), "found a body for EvalAP's API, which needs no import: it runs as it is");
    } else if (at.json().path("detail").isTextual() && at.json().size() == 1) {
      problems.add(
          at.place(), "found an error that EvalAP returned: " + at.json().path("detail").asText());
    } else if (at.json().path("experiments").isArray()) {
      if (set != null) {
        problems.add(at.place(), "found a second experiment set; one at a time is allowed");
      }
      set = at;
      Located list = at.fields().get("experiments");
      if (list != null) {
        list.elements().forEach(experiment -> experiments.putIfAbsent(key(experiment), experiment));
      }
    } else if (at.json().has("model") && at.json().has("dataset")) {
      experiments.put(key(at), at);
    } else if (at.json().path("name").isTextual()
        && (at.json().has("df") || at.json().path("columns").isArray())) {
      datasets.put(at.json().path("name").asText(), at);
    } else {
      problems.wrong(at, ALLOWED);
    }
  }

  private static String key(Located experiment) {
    String id = experiment.json().path("id").asText();
    return id.isEmpty() ? experiment.json().path("name").asText() : id;
  }

  /** The set; null where none was given. */
  @Nullable Located set() {
    return set;
  }

  /** The experiments in the order in which EvalAP made them. */
  List<Located> experiments() {
    List<Located> ordered = new ArrayList<>(experiments.values());
    ordered.sort(Comparator.comparingLong(experiment -> experiment.json().path("id").asLong(0)));
    return ordered;
  }

  /** The datasets that were given by themselves, by name. */
  Map<String, Located> datasets() {
    return datasets;
  }
}
