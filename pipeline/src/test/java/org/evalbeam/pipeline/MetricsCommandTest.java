package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code metrics} prints, and prompts in files. */
class MetricsCommandTest {

  @Test
  void allAreListed() {
    Program.Ended ended = Program.run("metrics");

    assertThat(ended.code()).isZero();
    assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
        .hasSize(1 + MetricRegistry.load().names().size())
        .contains(
            "judge_notator judge 1 to 10 up output, output_true, query -"
                + " How close in meaning is the output to the expected answer?")
        .anyMatch(line -> line.startsWith("bias judge 0 to 1 down output, query threshold, "))
        .anyMatch(line -> line.startsWith("generation_time ops from 0 s down - - "));
  }

  @Test
  void oneIsExplainedWithItsPrompts() {
    Program.Ended ended = Program.run("metrics", "pii_leakage");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .startsWith("pii_leakage: ")
        .contains("direction: up")
        .contains("  threshold (number from 0 to 1; default 0.5): ")
        .contains("prompt pii_leakage_pieces:")
        .contains("  | {{ output }}")
        .contains("prompt pii_leakage_verdicts:");
  }

  @Test
  void scriptsGetJson() throws Exception {
    JsonNode all = new ObjectMapper().readTree(Program.run("metrics", "--json").out());
    JsonNode one = new ObjectMapper().readTree(Program.run("metrics", "bias", "--json").out());

    assertThat(all.path("metrics").findValuesAsText("name"))
        .containsAll(MetricRegistry.load().names());
    assertThat(one.path("type").asText()).isEqualTo("judge");
    assertThat(one.path("min").asDouble()).isZero();
    assertThat(one.path("direction").asText()).isEqualTo("down");
    assertThat(one.path("needs").toString()).isEqualTo("[\"output\",\"query\"]");
    assertThat(one.at("/params/0/name").asText()).isEqualTo("threshold");
    assertThat(one.path("prompts").path("bias_verdicts").asText()).contains("{{ ");
    for (JsonNode listed : all.path("metrics")) {
      if (listed.path("name").asText().equals("bias")) {
        ((ObjectNode) one).remove("prompts");
        assertThat(listed).isEqualTo(one);
      }
    }
  }

  @Test
  void aNameThatNoMetricHasIsToldWithTheNearest() {
    Program.Ended ended = Program.run("metrics", "judge_precison");

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("judge_precison").contains("judge_precision");
  }

  @Test
  void aPromptInAFileTakesTheShippedOnesPlace(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    Path prompts = Files.createDirectory(folder.resolve("prompts"));
    Files.writeString(
        prompts.resolve("judge_exactness.md"),
        """
        Compare {{ output }} with {{ output_true }}, the tone {{ tone }}.
        Reply with one JSON object: {"score": <0 or 1>, "reason": "<one sentence>"}
        """);
    String spec =
        bench.spec(
            """
            {'name': 's', 'experiments': [{'name': 'e',
              'dataset': {'name': 'd', 'df': [{'query': 'q', 'output_true': 'x', 'tone': 'dry'}]},
              'model': {'aliased_name': 'm', 'output': ['x']},
              'judge_model': {'name': 'j', 'base_url': 'http://two.invalid'},
              'metrics': ['judge_exactness']}]}
            """);
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      assertThat(bench.run(spec, endpoint).code()).isZero();
      JsonNode shipped = bench.manifest().at("/metrics/judge_exactness/prompt_sha256");
      long calls = endpoint.stats().calls();
      Program.Ended own = bench.run(spec, endpoint, "--prompts=" + prompts);

      assertThat(own.code()).as(own.err()).isZero();
      assertThat(endpoint.stats().calls()).as("another question").isEqualTo(calls + 1);
      assertThat(bench.manifest().at("/metrics/judge_exactness/prompt_sha256"))
          .isNotEqualTo(shipped);
    }
    assertThat(Program.run("metrics", "judge_exactness", "--prompts=" + prompts).out())
        .contains("output, output_true, tone")
        .contains("  | Compare {{ output }}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "judge_exactnes | {{ output }} | judge_exactness",
        "judge_exactness | {{ output.class }} | prompt judge_exactness: line 1",
        "bias_verdicts | {{ query }} {{ tone }} | reads 'tone', but is given [opinions, query]",
      })
  void aFileThatIsNoSuchPromptIsAnError(String name, String text, String told, @TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve(name + ".md"), text);
    Program.Ended ended = Program.run("metrics", "--prompts=" + folder);

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("--prompts: ").contains(told);
  }

  @Test
  void aFolderThatIsNotThereIsAnError(@TempDir Path folder) {
    Program.Ended ended = Program.run("metrics", "--prompts=" + folder.resolve("none"));

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("can't be read");
  }

  @Test
  void aFolderWithoutAPromptIsAnError(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("judge_exactness.txt"), "{{ output }}");
    Program.Ended ended = Program.run("metrics", "--prompts=" + folder);

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .startsWith(
            "--prompts: " + folder + " holds no prompt; one or more NAME.md are allowed, with the")
        .contains("judge_exactness");
  }

  @Test
  void anEmbeddingModelThatNobodyServesIsAnErrorOfTheSpec(@TempDir Path folder) {
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            """
            {'name': 's', 'experiments': [{'name': 'e',
              'dataset': {'name': 'd', 'df': [{'query': 'q', 'output_true': 'x'}]},
              'model': {'aliased_name': 'm', 'output': ['x']},
              'metrics': [{'name': 'embedding_similarity', 'params': {'embedding_model': 'e5'}}]}]}
            """);
    Program.Ended ended = Program.run("plan", "--spec=" + spec);

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .contains("$.experiments[0].metrics[0].params.embedding_model")
        .contains("unknown embedding model \"e5\"");
  }
}
