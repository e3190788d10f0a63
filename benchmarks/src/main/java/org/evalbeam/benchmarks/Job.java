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
 * The input of a run: an experiment set with one model and one repeat, a dataset made for it, and
 * the catalogs that go with them.
 *
 * @param trials rows of the dataset
 * @param model base URL of the endpoint that answers
 * @param judge base URL of the endpoint that judges each answer once; null for none
 * @param inFlight calls at once at each endpoint
 */
record Job(int trials, String model, @Nullable String judge, int inFlight) {

  /** The model that answers; its latency is the endpoint's, not its own. */
  static final String MODEL = "simulated-large";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** About as long as the questions of the shipped datasets. */
  private static final String QUESTION =
      "Question %d of a benchmark. A clerk numbers the letters that arrive at an office, beginning"
          + " with one, and files them in boxes of equal size. The letter on the desk carries the"
          + " number %d. Which number does the next letter get? Answer with the number and nothing"
          + " else.";

  /** The dataset's file in the folder of a job. */
  static Path rows(Path folder) {
    return folder.resolve("questions.jsonl");
  }

  /**
   * Writes the input.
   *
   * @param folder an empty folder; the tables go there too
   * @return the program's arguments
   */
  List<String> write(Path folder) throws IOException {
    writeRows(rows(folder));
    Path spec = folder.resolve("spec.json");
    Files.writeString(spec, spec());
    Path datasets = folder.resolve("datasets.yaml");
    Files.writeString(datasets, "datasets:\n  questions: {path: questions.jsonl}\n");
    Path endpoints = folder.resolve("endpoints.yaml");
    Files.writeString(endpoints, endpoints());
    return List.of(
        "run",
        "--spec=" + spec,
        "--datasets=" + datasets,
        "--endpoints=" + endpoints,
        "--output=" + folder.resolve("tables"));
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

  private String spec() {
    ObjectNode spec = JSON.createObjectNode().put("name", "benchmark").put("readme", "");
    ObjectNode experiment = spec.putArray("experiments").addObject();
    experiment.put("name", "benchmark").put("dataset", "questions");
    experiment.putObject("model").put("name", MODEL).put("base_url", model);
    if (judge == null) {
      experiment.putArray("metrics").add("output_length");
    } else {
      experiment.putArray("metrics").add("judge_exactness");
      experiment.putObject("judge_model").put("name", "simulated-judge").put("base_url", judge);
    }
    return spec.toString();
  }

  private String endpoints() {
    StringBuilder yaml = new StringBuilder("endpoints:\n");
    yaml.append("  model: {base_url: \"%s\", max_in_flight: %d}\n".formatted(model, inFlight));
    if (judge != null) {
      yaml.append("  judge: {base_url: \"%s\", max_in_flight: %d}\n".formatted(judge, inFlight));
    }
    return yaml.toString();
  }
}
