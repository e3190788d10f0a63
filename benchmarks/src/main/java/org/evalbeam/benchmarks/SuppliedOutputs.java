package org.evalbeam.benchmarks;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A set whose answers come along, so that no endpoint hides what the pipeline itself takes: two
 * variants, and metrics that compute next to nothing.
 *
 * @param trials of both variants together; even
 */
record SuppliedOutputs(int trials) implements Input {

  static final List<String> METRICS = List.of("exact_match", "contains", "output_length");

  private static final JsonMapper JSON = new JsonMapper();
  private static final int VARIANTS = 2;

  /** One answer in so many of the first variant is wrong, in one more of the second. */
  private static final int WRONG = 5;

  @Override
  public List<String> write(Path folder) throws IOException {
    int rows = trials / VARIANTS;
    try (BufferedWriter lines = Files.newBufferedWriter(folder.resolve(Job.ROWS))) {
      for (int row = 0; row < rows; row++) {
        lines.write(
            JSON.createObjectNode()
                .put("query", Job.QUESTION.formatted(row, row))
                .put("output_true", Integer.toString(row + 1))
                .toString());
        lines.newLine();
      }
    }
    Path datasets = folder.resolve("datasets.yaml");
    Files.writeString(datasets, "datasets:\n  questions: {path: " + Job.ROWS + "}\n");
    Path spec = folder.resolve("spec.json");
    try (JsonGenerator json = JSON.createGenerator(spec.toFile(), JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("name", "growth");
      json.writeArrayFieldStart("experiments");
      for (int variant = 0; variant < VARIANTS; variant++) {
        writeExperiment(json, variant, rows);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return List.of("--spec=" + spec, "--datasets=" + datasets);
  }

  private static void writeExperiment(JsonGenerator json, int variant, int rows)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", "variant-" + variant);
    json.writeStringField("dataset", "questions");
    json.writePOJOField("metrics", METRICS);
    json.writeObjectFieldStart("model");
    json.writeStringField("aliased_name", "variant-" + variant);
    json.writeArrayFieldStart("output");
    for (int row = 0; row < rows; row++) {
      json.writeString(
          row % (WRONG + variant) == 0
              ? "The next letter gets the number %d, I think.".formatted(row)
              : Integer.toString(row + 1));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }
}
