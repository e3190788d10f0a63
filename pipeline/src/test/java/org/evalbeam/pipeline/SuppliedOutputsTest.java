package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.flow.CallSettings;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.pipeline.output.RunFolder;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that a spec brings along for rows that it brings along as well. */
class SuppliedOutputsTest {

  private static final String ROW_CANARY = "canary-of-the-rows";
  private static final String OUTPUT_CANARY = "canary-of-the-outputs";

  private static final String SPEC =
      """
      {'name': 'supplied', 'experiments': [
        {'name': 'all', 'dataset': $ROWS, 'metrics': ['output_length', 'nb_tokens_prompt'],
          'model': {'aliased_name': 'all-rows', 'system_prompt': 'in-the-plan',
            'output': ['a', 'bb', '$OUTPUT'], 'nb_tokens_prompt': [1, 2, 3]}},
        {'name': 'some', 'dataset': $ROWS, 'metrics': ['output_length'], 'sample': [2, 0],
          'model': {'aliased_name': 'some-rows', 'output': ['of two', 'of zero'],
            'retrieval_context': [['x', 'y'], []]}}]}
      """
          .replace(
              "$ROWS",
              "{'name': 'rows', 'df': [{'query': 'q0'}, {'query': 'q1'}, {'query': '$ROW'}]}")
          .replace("$ROW", ROW_CANARY)
          .replace("$OUTPUT", OUTPUT_CANARY);

  @Test
  void suppliedAnswersAreScoredWithoutACall(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      Program.Ended ended = bench.run(bench.spec(SPEC), endpoint);

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(endpoint.stats().calls()).isZero();
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(
              tables.rows("select experiment, num_line, query, answer from answers order by 1, 2"))
          .containsExactly(
              List.of("all", 0, "q0", "a"),
              List.of("all", 1, "q1", "bb"),
              List.of("all", 2, ROW_CANARY, OUTPUT_CANARY),
              List.of("some", 0, "q0", "of zero"),
              List.of("some", 2, ROW_CANARY, "of two"));
      assertThat(tables.rows("select distinct status, reply_source, attempts from answers"))
          .containsExactly(List.of("ok", "supplied", 0));
      assertThat(
              tables.column(
                  "select score from observations where metric = 'nb_tokens_prompt' order by num_line"))
          .containsExactly(1.0, 2.0, 3.0);
      assertThat(
              tables.column(
                  "select retrieval_context from answers where experiment = 'some' order by num_line"))
          .containsExactly(List.of(), List.of("x", "y"));
      assertThat(tables.column("select has_raw_output from experiments")).containsOnly(true);
    }
    assertThat(bench.manifest().at("/datasets/rows/file").isNull())
        .as("the staged file is gone")
        .isTrue();
    assertThat(bench.manifest().at("/datasets/rows/sha256").asText()).hasSize(64);
  }

  @Test
  void whatTravelsInTheJobGraphHoldsNeitherRowsNorOutputs(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    SetOptions options = new SetOptions();
    options.spec = bench.spec(SPEC);
    PreparedSet prepared = PrepareSet.prepare(options, Keys.ofProcess());
    EvaluationPlan plan =
        new EvaluationPlan(
            "test",
            prepared.experiments(),
            new CallSettings(folder.toString(), 1, 0, null, 1, null, null));
    List<DatasetSource> sources =
        StageSet.stage(prepared, RunFolder.of(bench.output().toString(), "test"));

    assertThat(serialised(plan, new ArrayList<>(sources)))
        .contains("in-the-plan")
        .doesNotContain(ROW_CANARY)
        .doesNotContain(OUTPUT_CANARY);
    assertThat(bench.files())
        .as("they are in staged files instead")
        .anySatisfy(file -> assertThat(file).content().contains(ROW_CANARY))
        .anySatisfy(file -> assertThat(file).content().contains(OUTPUT_CANARY));
  }

  private static String serialised(Object... objects) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      for (Object object : objects) {
        out.writeObject(object);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
