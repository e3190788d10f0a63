package org.evalbeam.pipeline.evalap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.evalbeam.dataset.DataFrame;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.jspecify.annotations.Nullable;

/** Makes a spec and a dataset catalog out of what EvalAP's API returned. */
public final class Importer {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** As EvalAP names the experiments of a grid; other names mean something to their author. */
  private static final Pattern NUMBERED = Pattern.compile(".*__\\d+");

  private final EvalapFiles files = new EvalapFiles();
  private final Problems problems = new Problems();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Map<String, ImportedTable> tables = new LinkedHashMap<>();

  /**
   * Reads files.
   *
   * @param texts content by path: a set, experiments, datasets, as many as there are
   * @param withAnswers whether the answers are taken along instead of calling the models
   * @throws InvalidSpecException with everything that is wrong in the first file that is no such
   *     thing, or in all of them together
   */
  public static Imported read(Map<String, String> texts, boolean withAnswers)
      throws InvalidSpecException {
    Importer importer = new Importer();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      importer.files.add(text.getKey(), text.getValue());
    }
    Imported imported = importer.imported(withAnswers);
    if (!importer.problems.isEmpty()) {
      throw new InvalidSpecException(
          String.join(", ", texts.keySet()), importer.problems.inFileOrder());
    }
    return imported;
  }

  private Imported imported(boolean withAnswers) {
    files.datasets().values().forEach(this::addTable);
    List<Located> experiments = files.experiments();
    experiments.forEach(
        experiment -> {
          Located dataset = experiment.fields().get("dataset");
          if (dataset != null && dataset.json().has("df")) {
            addTable(dataset);
          }
        });
    checkHoldsSomething(experiments);
    ObjectNode set = JSON.objectNode();
    if (!experiments.isEmpty()) {
      addSet(set, experiments, withAnswers);
    }
    return new Imported(set, catalog(), Map.copyOf(tables), List.copyOf(notes));
  }

  /** Nothing in the files is a slip, such as the id of a set that was never filled. */
  private void checkHoldsSomething(List<Located> experiments) {
    if (!experiments.isEmpty()) {
      return;
    }
    Located set = files.set();
    if (set != null) {
      problems.wrong(
          set.fields().getOrDefault("experiments", set),
          "a list of at least one experiment: they may also be given in files of their own");
    } else if (tables.isEmpty()) {
      files
          .datasets()
          .values()
          .forEach(
              dataset ->
                  problems.add(
                      dataset.place().absent("df"),
                      "missing, must hold the rows: get the dataset with with_df=true"));
    }
  }

  private void addTable(Located dataset) {
    JsonNode json = dataset.json();
    String name = json.path("name").asText();
    if (!json.hasNonNull("df")) {
      notes.add("the dataset " + name + " came without its rows: get it with with_df=true");
      return;
    }
    if (tables.containsKey(name)) {
      return;
    }
    DataFrame rows = DataFrame.parse(json.path("df"));
    problems.addAll(dataset.place(), rows.problems());
    tables.put(name, new ImportedTable(rows, json));
    if (json.path("parquet_size").asInt() > 0) {
      notes.add(
          "the dataset "
              + name
              + " also has a Parquet file, which EvalAP's API does not return; it may be named in"
              + " the catalog as it is");
    }
  }

  private void addSet(ObjectNode set, List<Located> given, boolean withAnswers) {
    Located all = files.set();
    String name = all == null ? "imported" : all.json().path("name").asText("imported");
    set.put("name", name);
    if (all != null && all.json().hasNonNull("readme")) {
      set.set("readme", all.json().get("readme"));
    }
    List<String> names = new ArrayList<>();
    List<ObjectNode> experiments = new ArrayList<>();
    for (Located at : given) {
      EvalapExperiment experiment = new EvalapExperiment(at, notes, problems);
      ImportedTable table = tables.get(experiment.dataset());
      if (table == null) {
        notes.add(
            "the rows of the dataset "
                + experiment.dataset()
                + " were not given: a dataset of that name must be in the catalog");
      }
      int rows =
          table == null
              ? at.json().path("dataset").path("size").asInt()
              : table.rows().rows().size();
      names.add(experiment.name());
      experiments.add(experiment.toSpec(withAnswers, rows));
    }
    boolean numbered = names.stream().allMatch(NUMBERED.asMatchPredicate());
    @Nullable ObjectNode cv = numbered ? GridFinder.find(experiments) : null;
    if (cv != null) {
      set.set("cv", cv);
      return;
    }
    ArrayNode list = set.putArray("experiments");
    for (int i = 0; i < experiments.size(); i++) {
      ObjectNode experiment = JSON.objectNode().put("name", names.get(i));
      experiment.setAll(experiments.get(i));
      list.add(experiment);
    }
  }

  private ObjectNode catalog() {
    ObjectNode catalog = JSON.objectNode();
    if (tables.isEmpty()) {
      return catalog;
    }
    ObjectNode datasets = catalog.putObject("datasets");
    Set<String> paths = new LinkedHashSet<>();
    for (Map.Entry<String, ImportedTable> table : new LinkedHashMap<>(tables).entrySet()) {
      String path = path(table.getKey(), paths);
      ObjectNode entry = datasets.putObject(table.getKey()).put("path", path);
      JsonNode description = table.getValue().description();
      if (!description.path("columns_map").isEmpty()) {
        entry.set("columns_map", description.get("columns_map"));
      }
      if (!description.path("readme").asText().isBlank()) {
        entry.set("readme", description.get("readme"));
      }
      tables.remove(table.getKey());
      tables.put(path, table.getValue());
    }
    return catalog;
  }

  /** A file for a dataset, whatever its name is. */
  private static String path(String dataset, Set<String> taken) {
    String plain = dataset.replaceAll("[^A-Za-z0-9_-]", "_");
    String path = "datasets/" + plain + ".jsonl";
    for (int i = 2; !taken.add(path); i++) {
      path = "datasets/" + plain + "-" + i + ".jsonl";
    }
    return path;
  }
}
