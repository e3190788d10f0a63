package org.evalbeam.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.dataset.DataFrame;
import org.evalbeam.dataset.Dataset;
import org.evalbeam.dataset.Location;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.SuppliedOutputs;
import org.evalbeam.pipeline.output.RunFolder;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.InlineDataset;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a spec brings along into files that workers can read: the content of inline datasets,
 * and supplied outputs. Neither ever stands in the job graph.
 */
final class StageSet {

  private final PreparedSet prepared;
  private final RunFolder folder;

  private StageSet(PreparedSet prepared, RunFolder folder) {
    this.prepared = prepared;
    this.folder = folder;
  }

  /** The datasets of a set, every one of them in a file. */
  static List<DatasetSource> stage(PreparedSet prepared, RunFolder folder) throws IOException {
    return new StageSet(prepared, folder).sources();
  }

  /** The datasets of a set that are files already. */
  static List<Dataset> files(PreparedSet prepared) {
    List<Dataset> files = new ArrayList<>();
    for (String name : names(prepared)) {
      InlineDataset inline = prepared.set().inlineDatasets().get(name);
      if (inline == null) {
        files.add(prepared.datasets().get(name));
      } else if (inline.path() != null) {
        files.add(Dataset.of(inline, Location.resolve(prepared.specFile(), inline.path())));
      }
    }
    return files;
  }

  private static Set<String> names(PreparedSet prepared) {
    Set<String> names = new LinkedHashSet<>();
    prepared.set().experiments().forEach(experiment -> names.add(experiment.dataset()));
    return names;
  }

  private List<DatasetSource> sources() throws IOException {
    Set<String> names = names(prepared);
    List<DatasetSource> sources = new ArrayList<>();
    for (String name : names) {
      int number = sources.size();
      sources.add(new DatasetSource(dataset(name, number), suppliedOutputs(name, number)));
    }
    return sources;
  }

  private Dataset dataset(String name, int number) throws IOException {
    InlineDataset inline = prepared.set().inlineDatasets().get(name);
    if (inline == null) {
      return prepared.datasets().get(name);
    }
    if (inline.path() != null) {
      return Dataset.of(inline, Location.resolve(prepared.specFile(), inline.path()));
    }
    if (inline.df() == null) {
      throw new IllegalArgumentException("neither path nor df: " + name);
    }
    String file = "dataset-" + number + ".jsonl";
    try (OutputStream out = folder.create(file)) {
      DataFrame.parse(inline.df()).writeJsonl(out);
    }
    return Dataset.of(inline, folder.pathOf(file));
  }

  private @Nullable String suppliedOutputs(String dataset, int number) throws IOException {
    SortedMap<Integer, Map<String, SuppliedOutput>> byRow = new TreeMap<>();
    for (Experiment experiment : prepared.set().experiments()) {
      if (experiment.dataset().equals(dataset) && experiment.model().isSupplied()) {
        collect(experiment, byRow);
      }
    }
    if (byRow.isEmpty()) {
      return null;
    }
    String file = "supplied-" + number + ".jsonl";
    try (OutputStream out = folder.create(file)) {
      SuppliedOutputs.write(byRow, out);
    }
    return folder.pathOf(file);
  }

  private void collect(
      Experiment experiment, SortedMap<Integer, Map<String, SuppliedOutput>> byRow) {
    List<SuppliedOutput> outputs =
        prepared
            .set()
            .suppliedOutputs()
            .getOrDefault(String.valueOf(experiment.model().suppliedOutputs()), List.of());
    List<Integer> sample = experiment.sample();
    for (int i = 0; i < outputs.size(); i++) {
      byRow
          .computeIfAbsent(sample == null ? i : sample.get(i), row -> new HashMap<>())
          .put(experiment.variantId(), outputs.get(i));
    }
  }
}
