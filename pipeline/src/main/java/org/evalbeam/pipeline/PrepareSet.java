package org.evalbeam.pipeline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.evalbeam.dataset.DatasetCatalog;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.EndpointCatalog;
import org.evalbeam.endpoint.EndpointCatalogReader;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.flow.BeamFiles;
import org.evalbeam.flow.PlannedExperiment;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.metric.Prompts;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.ExperimentSet;
import org.evalbeam.spec.Model;
import org.evalbeam.spec.RedactedSpec;
import org.evalbeam.spec.SpecReader;
import org.evalbeam.spec.Vocabulary.KeyState;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Problem;
import org.jspecify.annotations.Nullable;

/** Reads and checks everything that a run needs, before anything is called. */
final class PrepareSet {

  private PrepareSet() {}

  /**
   * Prepares a set with the endpoint catalog of a file.
   *
   * @throws InvalidSpecException with every problem of the first file that has any
   * @throws UsageException where a file can't be read
   */
  static PreparedSet prepare(SetOptions options, Keys keys)
      throws InvalidSpecException, UsageException {
    String file = options.endpointCatalog();
    return prepare(options, EndpointCatalogReader.read(file, text("--endpoints", file)), keys);
  }

  /** Prepares a set with an endpoint catalog of the program's own. */
  static PreparedSet prepare(SetOptions options, EndpointCatalog endpoints, Keys keys)
      throws InvalidSpecException, UsageException {
    options.check();
    String json = text("--spec", options.spec);
    DatasetCatalog datasets = options.datasets.read();
    Prompts prompts = PromptFiles.read(options.prompts);
    MetricRegistry metrics = MetricRegistry.load(prompts);
    ProgramVocabulary vocabulary =
        new ProgramVocabulary(options.spec, metrics, datasets, endpoints, keys);
    ExperimentSet set = SpecReader.read(options.spec, json, vocabulary);
    List<PlannedExperiment> experiments = new ArrayList<>();
    for (Experiment experiment : set.experiments()) {
      experiments.add(
          new PlannedExperiment(
              experiment,
              resolve(endpoints, experiment.model()),
              resolve(endpoints, experiment.judge()),
              EmbeddingEndpoints.of(experiment, metrics, endpoints)));
    }
    checkKeys(options.spec, experiments, endpoints, keys);
    return new PreparedSet(
        set,
        experiments,
        options.spec,
        RedactedSpec.of(options.spec, json),
        Digest.ofText(json),
        datasets,
        vocabulary.rows(),
        prompts);
  }

  private static @Nullable Endpoint resolve(EndpointCatalog endpoints, @Nullable Model model) {
    return model == null || model.isSupplied() ? null : endpoints.resolve(model);
  }

  /** What only shows when the catalog has had its say: its own keys, and where keys would go. */
  private static void checkKeys(
      String file, List<PlannedExperiment> experiments, EndpointCatalog endpoints, Keys keys)
      throws InvalidSpecException {
    Set<Problem> problems = new LinkedHashSet<>();
    for (PlannedExperiment planned : experiments) {
      for (Endpoint endpoint : planned.endpoints()) {
        String refused = endpoints.refusesKey(endpoint);
        if (refused != null) {
          problems.add(new Problem(endpoint.name(), refused));
        } else if (endpoint.apiKey() != null) {
          String shown = endpoint.apiKey().shown();
          switch (keys.state(endpoint.apiKey())) {
            case USABLE -> {}
            case UNSET -> problems.add(new Problem(endpoint.name(), "unset " + shown));
            case UNSENDABLE ->
                problems.add(new Problem(endpoint.name(), KeyState.unsendable(shown)));
          }
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(file, List.copyOf(problems));
    }
  }

  private static String text(String option, String file) throws UsageException {
    try (InputStream in = BeamFiles.OPENER.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(option, file, e);
    }
  }

  private static UsageException unreadable(String option, String file, IOException e) {
    return new UsageException(
        e instanceof FileNotFoundException
            ? option + ": there is no file " + file
            : option + ": " + file + " can't be read: " + e.getMessage());
  }
}
