package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job on the guide's own sets: unchanged, without any key, over real HTTP. */
class MainJobTest {

  private static final int ROWS = 4;

  @ParameterizedTest
  @CsvSource({
    "model_comparison_v1, 12, 36",
    "custom_evaluation_set, 3, 7",
  })
  void aSetOfTheGuideRunsUnchanged(
      String set, int experiments, int scoresOfARow, @TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String spec = Bench.shipped(set + ".json");
    long trials = (long) experiments * ROWS;
    long scores = (long) scoresOfARow * ROWS;
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      Program.Ended ended = bench.run(spec, endpoint, "--limit=" + ROWS);

      assertThat(ended.err()).doesNotContain("xception");
      assertThat(ended.code()).isZero();
      assertThat(ended.out())
          .contains("%d trials: %d answers ok, 0 failed".formatted(trials, trials))
          .contains("tables: " + bench.output());
      assertThat(endpoint.stats().calls()).isGreaterThan(trials);
      assertThat(endpoint.stats().duplicates()).isZero();
    }
    JsonNode counts = bench.manifest().path("counts");
    assertThat(counts.path("experiments").asInt()).isEqualTo(experiments);
    assertThat(counts.path("trials").asLong()).isEqualTo(trials);
    assertThat(counts.path("answers_ok").asLong()).isEqualTo(trials);
    assertThat(counts.path("expected_observations").asLong()).isEqualTo(scores);
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.number("select count(*) from experiments")).isEqualTo(experiments);
      assertThat(tables.number("select count(*) from answers")).isEqualTo(trials);
      assertThat(tables.number("select count(*) from observations")).isEqualTo(scores);
    }
    manifestSaysWhereItCameFrom(bench, set, Path.of(spec));
    assertThat(bench.output()).isDirectoryNotContaining("glob:**/.runs");
  }

  private static void manifestSaysWhereItCameFrom(Bench bench, String set, Path spec)
      throws IOException, GeneralSecurityException {
    JsonNode manifest = bench.manifest();
    Path dataset = Path.of(Bench.shipped("datasets/general_qa.jsonl"));
    Path prompt =
        Path.of(System.getProperty("evalbeam.home", "."))
            .resolve(
                "transforms/src/main/resources/org/evalbeam/metric/prompts/judge_precision.md");

    assertThat(manifest.path("name").asText()).isEqualTo(set);
    assertThat(manifest.path("limit").asInt()).isEqualTo(ROWS);
    assertThat(manifest.path("runner").asText()).isEqualTo("DirectRunner");
    assertThat(manifest.path("spec_sha256").asText()).isEqualTo(sha256(Files.readAllBytes(spec)));
    assertThat(manifest.at("/datasets/qa_benchmark_v2/sha256").asText())
        .isEqualTo(sha256(Files.readAllBytes(dataset)));
    assertThat(manifest.at("/metrics/judge_precision/prompt_sha256").asText())
        .as("the prompt, without space at its end")
        .isEqualTo(
            sha256(Files.readString(prompt).stripTrailing().getBytes(StandardCharsets.UTF_8)));
    assertThat(manifest.at("/metrics/output_length/prompt_sha256").isNull()).isTrue();
    assertThat(manifest.at("/spec/name").asText()).isEqualTo(set);
    assertThat(manifest.path("started").asText())
        .isLessThanOrEqualTo(manifest.path("finished").asText());
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
