package org.evalbeam.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of a run: an experiment set with one repeat, a dataset made for it, and the catalogs
 * that go with them.
 *
 * @param trials rows of the dataset, each asked of every model
 * @param models endpoints that answer
 * @param judge endpoint that judges each answer once; null for none
 * @param maxTokens the most tokens that an answer may have; null for no such limit in the request
 */
record Job(int trials, List<Declared> models, @Nullable Declared judge, @Nullable Integer maxTokens)
    implements Input {

  /** The model that answers; its latency is the endpoint's, not its own. */
  static final String MODEL = "simulated-large";

  /** The dataset's file in the folder of a job. */
  static final String ROWS = "questions.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** About as long as the questions of the shipped datasets. */
  static final String QUESTION =
      "Question %d of a benchmark. A clerk numbers the letters that arrive at an office, beginning"
          + " with one, and files them in boxes of equal size. The letter on the desk carries the"
          + " number %d. Which number does the next letter get? Answer with the number and nothing"
          + " else.";

  static Job of(int trials, Declared... models) {
    return new Job(trials, List.of(models), null, null);
  }

  Job judgedBy(Declared endpoint) {
    return new Job(trials, models, endpoint, maxTokens);
  }

  Job withMaxTokens(int tokens) {
    return new Job(trials, models, judge, tokens);
  }

  @Override
  public List<String> write(Path folder) throws IOException {
    writeRows(folder.resolve(ROWS));
    Path spec = folder.resolve("spec.json");
    Files.writeString(spec, spec().toString());
    Path datasets = folder.resolve("datasets.yaml");
    Files.writeString(datasets, "datasets:\n  questions: {path: " + ROWS + "}\n");
    Path endpoints = folder.resolve("endpoints.yaml");
    Files.writeString(endpoints, endpoints().toString());
    return List.of("--spec=" + spec, "--datasets=" + datasets, "--endpoints=" + endpoints);
  }

  private void writeRows(Path file) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int row = 0; row < trials; row++) {
        ObjectNode json = JSON.createObjectNode();
        json.put("query", QUESTION.formatted(row, row));
        json.put("output_true", Integer.toString(row + 1));
        lines.write(json + "\n");
      }
    }
  }

  private ObjectNode spec() {
    ObjectNode spec = JSON.createObjectNode().put("name", "benchmark").put("readme", "");
    spec.putArray("experiments");
    for (Declared model : models) {
      ObjectNode experiment = spec.withArray("experiments").addObject();
      experiment
          .put("name", "model-" + spec.path("experiments").size())
          .put("dataset", "questions");
      ObjectNode asked = experiment.putObject("model");
      asked.put("name", MODEL).put("base_url", model.baseUrl());
      if (maxTokens != null) {
        asked.putObject("sampling_params").put("max_tokens", maxTokens);
      }
      experiment.putArray("metrics").add(judge == null ? "output_length" : "judge_exactness");
      if (judge != null) {
        experiment
            .putObject("judge_model")
            .put("name", "simulated-judge")
            .put("base_url", judge.baseUrl());
      }
    }
    return spec;
  }

  /** JSON, which is YAML. */
  private ObjectNode endpoints() {
    ObjectNode catalog = JSON.createObjectNode();
    ObjectNode entries = catalog.putObject("endpoints");
    for (Declared model : models) {
      declare(entries.putObject("model-" + (entries.size() + 1)), model);
    }
    if (judge != null) {
      declare(entries.putObject("judge"), judge);
    }
    return catalog;
  }

  private static void declare(ObjectNode entry, Declared endpoint) {
    entry.put("base_url", endpoint.baseUrl());
    endpoint.limits().forEach(entry::put);
  }
}
