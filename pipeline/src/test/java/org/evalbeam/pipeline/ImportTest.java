package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What EvalAP's API returns, in the shapes of its {@code api/schemas.py}, and what becomes of it.
 */
class ImportTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  /** A dataset, with its rows where {@code df} is given. */
  private static String dataset(String name, String df) {
    return """
        {'id': 7, 'created_at': '2025-11-02T10:00:00', 'name': '%s', 'readme': 'Of ours.',
         'default_metric': 'judge_exactness', 'columns_map': {'query': 'question'}, 'size': 2,
         'columns': ['question', 'output_true'], 'parquet_size': 0, 'parquet_columns': []%s}
        """
        .formatted(name, df);
  }

  private static final String DF =
      ", 'df': '{\\'question\\':{\\'0\\':\\'Why?\\',\\'1\\':\\'How?\\'},\\'output_true\\':{\\'0\\':\\'05\\',\\'1\\':null}}'";

  /** An experiment as the API returns it, never with a key. */
  private static String experiment(int id, String name, String model, String more) {
    return """
        {'id': %d, 'created_at': '2025-11-02T10:00:00', 'name': '%s', 'readme': null,
         'experiment_set_id': 3, 'experiment_status': 'finished', 'num_try': 2, 'num_success': 2,
         'num_observation_try': 4, 'num_observation_success': 4, 'num_metrics': 2,
         'with_vision': false, 'dataset': %s, 'model': %s,
         'judge_model': {'id': 90, 'name': 'gpt-4o', 'base_url': 'https://api.openai.com/v1',
           'aliased_name': null, 'system_prompt': null, 'prelude_prompt': null,
           'sampling_params': null, 'extra_params': null, 'has_raw_output': false},
         'results': [
           {'id': 1, 'metric_name': 'judge_exactness', 'metric_params': null,
            'metric_aliased_name': null, 'observation_table': [], 'num_try': 2, 'num_success': 2,
            'experiment_id': 1, 'metric_status': 'finished'},
           {'id': 2, 'metric_name': 'judge_adhoc', 'metric_params': {'prompt': 'Rate {{output}}.',
            'min': 0, 'max': 5}, 'metric_aliased_name': 'tone', 'observation_table': [],
            'num_try': 2, 'num_success': 2, 'experiment_id': 1, 'metric_status': 'finished'}]%s}
        """
        .formatted(id, name, dataset("ours/qa", ""), model, more);
  }

  private static String model(String name, double temperature) {
    return """
        {'id': 5, 'name': '%s', 'base_url': 'https://api.custom.fr/v1', 'aliased_name': null,
         'system_prompt': 'Be brief.', 'prelude_prompt': null,
         'sampling_params': {'temperature': %s}, 'extra_params': null, 'has_raw_output': false}
        """
        .formatted(name, temperature);
  }

  private static String set(List<String> experiments) {
    return "{'id': 3, 'created_at': '2025-11-02T10:00:00', 'name': 'compared', 'readme': 'Two"
        + " models.', 'experiments': ["
        + String.join(", ", experiments)
        + "]}";
  }

  private static JsonNode spec(Path output) throws IOException {
    return JSON.readTree(output.resolve("experiment_set.json").toFile());
  }

  private static Program.Ended plan(Bench bench, Path output, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "plan",
                "--spec=" + output.resolve("experiment_set.json"),
                "--datasets=" + output.resolve("datasets.yaml"),
                "--endpoints=" + bench.everythingTo("http://127.0.0.1:1/v1")));
    args.addAll(List.of(more));
    return Program.run(args);
  }

  @Test
  void experimentsBecomeTheGridThatMadeThem(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    List<String> experiments = new ArrayList<>();
    int number = 0;
    for (String name : List.of("small", "large")) {
      for (double temperature : new double[] {0.2, 0.7}) {
        for (int repeat = 0; repeat < 3; repeat++) {
          experiments.add(
              experiment(100 + number, "compared__" + number++, model(name, temperature), ""));
        }
      }
    }
    Collections.reverse(experiments);
    String set = bench.write("set.json", quoted(set(experiments)));
    String rows =
        bench.write(
            "dataset.json", dataset("ours/qa", DF).replace("\\'", "\\\"").replace('\'', '"'));
    Path output = folder.resolve("imported");

    Program.Ended ended = Program.run("import", set, rows, "--output=" + output);

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("datasets/ours_qa.jsonl: 2 rows", "check it: evalbeam plan");
    JsonNode cv = spec(output).path("cv");
    assertThat(cv.path("repeat").asInt()).isEqualTo(3);
    assertThat(cv.path("grid_params").toString())
        .isEqualTo(
            quoted(
                "{'model':[{'name':'small','sampling_params':{'temperature':0.2}},"
                    + "{'name':'small','sampling_params':{'temperature':0.7}},"
                    + "{'name':'large','sampling_params':{'temperature':0.2}},"
                    + "{'name':'large','sampling_params':{'temperature':0.7}}]}"));
    assertThat(cv.path("common_params"))
        .isEqualTo(
            JSON.readTree(
                quoted(
                    """
                    {'dataset': 'ours/qa',
                     'model': {'base_url': 'https://api.custom.fr/v1', 'system_prompt': 'Be brief.',
                       'api_key': '${CUSTOM_API_KEY}'},
                     'metrics': ['judge_exactness', {'name': 'judge_adhoc',
                       'params': {'prompt': 'Rate {{output}}.', 'min': 0, 'max': 5},
                       'aliased_name': 'tone'}],
                     'judge_model': {'name': 'gpt-4o', 'base_url': 'https://api.openai.com/v1',
                       'api_key': '${OPENAI_API_KEY}'}}
                    """)));
    assertThat(Files.readString(output.resolve("datasets/ours_qa.jsonl")))
        .isEqualTo(
            quoted(
                "{'question':'Why?','output_true':'05'}\n{'question':'How?','output_true':null}\n"));

    Program.Ended planned = plan(bench, output);
    assertThat(planned.code()).as(planned.err()).isZero();
    assertThat(planned.out())
        .contains("12 experiments, 24 trials; 24 answers planned", "compared__11");
  }

  @Test
  void aGridOfTwoFieldsIsFoundAndRunsAsTheOriginal(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    List<String> experiments = new ArrayList<>();
    int number = 0;
    for (String sample : List.of("", ", 'sample': [1]")) {
      for (String name : List.of("small", "large")) {
        experiments.add(experiment(number, "compared__" + number++, model(name, 0), sample));
      }
    }
    String set = bench.write("set.json", quoted(set(experiments)));
    Path output = folder.resolve("imported");
    assertThat(Program.run("import", set, "--output=" + output).code()).isZero();
    assertThat(spec(output).at("/cv/grid_params").toString())
        .isEqualTo(quoted("{'sample':[null,[1]],'model':[{'name':'small'},{'name':'large'}]}"));
  }

  @Test
  void experimentsThatTheirAuthorNamedStayAList(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String set =
        bench.write(
            "set.json",
            quoted(
                set(
                    List.of(
                        experiment(1, "as small", model("small", 0), ""),
                        experiment(2, "as large", model("large", 0), "")))));
    Path output = folder.resolve("imported");
    Program.Ended ended = Program.run("import", set, "--output=" + output);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("note: the rows of the dataset ours/qa were not given: a dataset of that name");
    assertThat(spec(output).path("experiments"))
        .extracting(experiment -> experiment.path("name").asText())
        .containsExactly("as small", "as large");
  }

  @Test
  void answersAreScoredAgainWithoutAskingTheModel(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String answers =
        """
        , 'answers': [
          {'id': 2, 'created_at': '2025-11-02T10:00:00', 'answer': 'So.', 'think': 'Hm.',
           'context': null, 'retrieval_context': ['a', 'b'], 'num_line': 1, 'error_msg': null,
           'execution_time': 4, 'tool_steps': null},
          {'id': 1, 'created_at': '2025-11-02T10:00:00', 'answer': null, 'think': null,
           'context': null, 'retrieval_context': null, 'num_line': 0,
           'error_msg': 'Generation failed', 'execution_time': null, 'tool_steps': null}]
        """;
    String experiment =
        bench.write("e.json", quoted(experiment(1, "once", model("small", 0), answers)));
    String rows =
        bench.write(
            "dataset.json", dataset("ours/qa", DF).replace("\\'", "\\\"").replace('\'', '"'));
    Path output = folder.resolve("imported");
    Program.Ended ended =
        Program.run("import", experiment, rows, "--answers", "--output=" + output);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(spec(output).at("/experiments/0/model"))
        .isEqualTo(
            JSON.readTree(
                quoted(
                    """
                    {'name': 'small', 'system_prompt': 'Be brief.',
                     'sampling_params': {'temperature': 0.0}, 'output': [null, 'So.'],
                     'think': [null, 'Hm.'], 'retrieval_context': [null, ['a', 'b']],
                     'execution_time': [null, 4]}
                    """)));
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      Program.Ended run =
          bench.run(
              output.resolve("experiment_set.json").toString(),
              endpoint,
              "--datasets=" + output.resolve("datasets.yaml"));
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(endpoint.stats().callsByModel()).containsOnlyKeys("gpt-4o");
    }
  }

  @Test
  void answersThatCameWithTheSetAreNeeded(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String raw =
        """
        {'id': 5, 'name': '', 'base_url': '', 'aliased_name': 'by hand', 'system_prompt': null,
         'prelude_prompt': null, 'sampling_params': null, 'extra_params': null,
         'has_raw_output': true}
        """;
    String output = "--output=" + folder.resolve("imported");
    String without = bench.write("a.json", quoted(experiment(1, "e", raw, "")));
    assertThat(Program.run("import", without, output).err())
        .contains("$.answers: missing, must be a list: get the experiment with with_answers=true");

    String with =
        bench.write(
            "b.json",
            quoted(experiment(1, "e", raw, ", 'answers': [{'num_line': 1, 'answer': 'So.'}]")));
    assertThat(Program.run("import", with, output).code()).isZero();
    assertThat(spec(folder.resolve("imported")).at("/experiments/0/model"))
        .isEqualTo(JSON.readTree(quoted("{'aliased_name': 'by hand', 'output': [null, 'So.']}")));
  }

  @Test
  void whatCannotBeTakenAlongIsTold(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String tools =
        model("small", 0)
            .replace("'extra_params': null", "'extra_params': {'_tools_': ['search']}");
    String experiment = bench.write("e.json", quoted(experiment(1, "e", tools, "")));
    Path output = folder.resolve("imported");
    Program.Ended ended = Program.run("import", experiment, "--output=" + output);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("note: e: extra_params._tools_ is left out");
    assertThat(spec(output).toString()).doesNotContain("_tools_", "extra_params");

    Program.Ended again = Program.run("import", experiment, "--output=" + output);
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("experiment_set.json is there already");
  }

  @Test
  void whatIsNothingOfEvalapsIsToldWithItsPlace(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String noResults =
        bench.write(
            "a.json",
            quoted(
                set(
                    List.of(
                        experiment(1, "e", model("m", 0), "")
                            .replaceFirst("(?s), *\n *'results': \\[.*\\]", "")))));
    String out = "--output=" + folder.resolve("o");
    assertThat(Program.run("import", noResults, out).err())
        .contains(
            "$.experiments[0].results: missing, must name at least one metric: get the experiment"
                + " with with_results=true");
    String body = Bench.shipped("model_comparison_v1.json");
    assertThat(Program.run("import", body, out).err())
        .contains("$: found a body for EvalAP's API, which needs no import: it runs as it is");
    String error = bench.write("b.json", quoted("{'detail': 'Experiment not found'}"));
    assertThat(Program.run("import", error, out).err())
        .contains("$: found an error that EvalAP returned: Experiment not found");
    String other = bench.write("c.json", "[5]");
    assertThat(Program.run("import", other, out).err())
        .contains("$[0]: found 5, must be an experiment set, an experiment or a dataset");
    assertThat(Program.run("import", "nowhere.json", out).err())
        .contains("there is no file nowhere.json");
    assertThat(Program.run("import", error, "--output=s3://bucket/o").err())
        .contains("--output: found s3://bucket/o; a folder on a local disk is needed");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void keysOfABodyThatWasSentNeverReachAFile(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String body =
        bench.write(
            "body.json",
            quoted(
                """
                {'name': 'sent', 'readme': 'r', 'experiments': [{'name': 'e', 'dataset': 'd',
                  'metrics': ['output_length'],
                  'model': {'name': 'm', 'base_url': 'https://api.openai.com/v1',
                    'api_key': 'sk-canary-4711'}}]}
                """));
    Path output = folder.resolve("imported");
    Program.Ended ended = Program.run("import", body, "--output=" + output);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(spec(output).at("/experiments/0/model/api_key").asText())
        .isEqualTo("${OPENAI_API_KEY}");
    assertThat(spec(output) + ended.out() + ended.err()).doesNotContain("sk-canary-4711");
  }

  @ParameterizedTest
  @CsvSource({
    "model,       https://h.example/v1?key=sk-canary-4711, found a query or fragment in the URL",
    "model,       https://sk-canary-4711:p@h.example/v1,   found a user name or password in the URL",
    "judge_model, https://h.example/v1?key=sk-canary-4711, found a query or fragment in the URL",
    "judge_model, sk-canary-4711,                          found something else (not shown",
  })
  void aKeyInAUrlIsRefusedAsInASpec(String model, String url, String told, @TempDir Path folder) {
    Bench bench = new Bench(folder);
    String body =
        bench.write(
            "body.json",
            quoted(
                """
                [{'name': 'e', 'dataset': 'd', 'metrics': ['judge_notator'], 'model': {'name': 'm'},
                  '%s': {'name': 'm', 'base_url': '%s'}}]
                """
                    .replace(model.equals("model") ? "'model': {'name': 'm'}," : "$", "")
                    .formatted(model, url)));
    Path output = folder.resolve("imported");
    Program.Ended ended = Program.run("import", body, "--output=" + output);
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .contains(body + ": $[0]." + model + ".base_url: " + told)
        .doesNotContain("sk-canary");
    assertThat(output).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]      | $: found an empty list, must be an experiment set, an experiment or a dataset",
        "[[]]    | $[0]: found an empty list, must be an experiment set, an experiment or a dataset",
        "{'name': 's', 'experiments': []} | $.experiments: found an empty list, must be a list of at least one",
        "{'name': 'd', 'columns': ['q']} | $.df: missing, must hold the rows: get the dataset with",
      })
  void whatHoldsNothingIsNoImport(String body, String told, @TempDir Path folder) {
    Bench bench = new Bench(folder);
    String file = bench.write("empty.json", quoted(body));
    Path output = folder.resolve("imported");
    Program.Ended ended = Program.run("import", file, "--output=" + output);
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).startsWith(file + ": " + told).hasLineCount(1);
    assertThat(output).doesNotExist();
  }
}
