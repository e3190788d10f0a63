package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.util.StringUtils;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.flow.EvaluateTrials;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.pipeline.output.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.SnappyError;
import org.xerial.snappy.SnappyInputStream;

/** The job as Dataflow would get it, built without Google, and what is refused before that. */
class DataflowGraphTest {

  private static final String KEY = "sk-canary1f9e7c2b5a60";
  private static final String CONTENT = "contentcanary77d1";
  private static final String URL = "https://one.invalid/v1";

  /** How a compressed stream begins. */
  private static final String SNAPPY = "\u0082SNAPPY\0";

  private static final String RUN = "gs://bucket/out/.runs/run/";

  private final Path folder;

  DataflowGraphTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String spec(int rows, String key) throws IOException {
    String texts =
        IntStream.range(0, rows)
            .mapToObj(
                row -> "{'query': '%s %d?', 'output_true': '%s'}".formatted(CONTENT, row, CONTENT))
            .collect(Collectors.joining(", "));
    return write(
        "spec" + rows + ".json",
        """
        {'name': 'graph', 'experiments': [{'name': 'a', 'dataset': {'name': 'rows', 'df': [%s]},
          'model': {'name': 'm', 'base_url': '%s', 'api_key': '%s'},
          'judge_model': {'name': 'j', 'base_url': '%s', 'api_key': '%s'},
          'metrics': ['output_length', 'judge_exactness']}]}
        """
            .formatted(texts, URL, key, URL, key)
            .replace('\'', '"'));
  }

  private List<String> args(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--runner=DataflowRunner",
                "--project=fake",
                "--region=us-central1",
                "--gcpTempLocation=gs://bucket/temp",
                "--credentialFactoryClass="
                    + "org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory",
                "--pathValidatorClass="
                    + "org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator",
                "--stagerClass=" + UnusedStager.class.getName()));
    args.addAll(List.of(more));
    return args;
  }

  /** Builds the job of a set of so many rows; gives its description. */
  private JsonNode job(int rows) throws Exception {
    SetOptions set = new SetOptions();
    set.spec = spec(rows, "${file:" + write("key", KEY) + "}");
    set.endpoints = write("endpoints.yaml", "endpoints: {}");
    PreparedSet prepared = PrepareSet.prepare(set, Keys.ofProcess());
    Path template = folder.resolve("job.json");
    RunnerOptions runner =
        RunnerArgs.parse(args("--maxNumWorkers=8", "--templateLocation=" + template))
            .settle(
                EvaluateTrials.lanes(prepared.experiments()),
                EvaluateTrials.call(prepared.experiments()));
    EvaluationPlan plan =
        new EvaluationPlan(
            "run",
            prepared.experiments(),
            new CallOptions()
                .settings("gs://bucket/out/journal", new SharingOptions(), runner.workers(), RUN),
            prepared.prompts());
    assertThat(plan.calls().workers()).as("each takes its share").isEqualTo(8);
    Pipeline pipeline = Pipeline.create(runner.options());
    EvaluationPipeline.build(
        pipeline,
        plan,
        StageSet.stage(prepared, RunFolder.of(folder.toString(), "run")),
        null,
        runner.shards(),
        0.05,
        RUN);
    pipeline.run();
    return new JsonMapper().readTree(template.toFile());
  }

  @Test
  void itsStepsAreThoseOfThePipeline() throws Exception {
    List<String> names = new ArrayList<>();
    job(3)
        .path("steps")
        .forEach(step -> names.add(step.at("/properties/user_name/value").asText()));

    assertThat(names)
        .contains("Evaluate trials/Group shards of lane 1")
        .anyMatch(name -> name.startsWith("Evaluate trials/Call models and judges, lane 1"))
        .anyMatch(name -> name.startsWith("Read datasets/"))
        .anyMatch(name -> name.startsWith("Score answers/"))
        .anyMatch(name -> name.startsWith("Aggregate scores/"))
        .anyMatch(name -> name.startsWith("Write answers/"))
        .anyMatch(name -> name.startsWith("Write observations/"))
        .anyMatch(name -> name.startsWith("Compare variants/"))
        .anyMatch(name -> name.startsWith("Write summary/"))
        .anyMatch(name -> name.startsWith("Write comparisons/"))
        .anyMatch(name -> name.startsWith("Write counts/"));
  }

  /** What stands in its functions is read as a worker would read it. */
  @Test
  void neitherKeysNorContentStandInIt() throws Exception {
    UnusedStager.TAKEN.clear();
    JsonNode job = job(3);
    StringBuilder shown = new StringBuilder(job.toString());
    for (JsonNode step : job.path("steps")) {
      JsonNode function = step.at("/properties/serialized_fn/value");
      if (function.isTextual()) {
        show(StringUtils.jsonStringToByteArray(function.textValue()), shown);
      }
    }
    UnusedStager.TAKEN.forEach(bytes -> show(bytes, shown));

    assertThat(shown.indexOf(URL)).as("what is looked for would be found").isPositive();
    assertThat(shown.indexOf(folder + "/key")).as("the reference to the key").isPositive();
    assertThat(shown.indexOf(KEY.substring(3))).as("the key").isNegative();
    assertThat(shown.indexOf(CONTENT)).as("texts of the dataset").isNegative();
  }

  /** Adds bytes as they are, and whatever in them is compressed, inflated. */
  private static void show(byte[] bytes, StringBuilder shown) {
    String raw = new String(bytes, StandardCharsets.ISO_8859_1);
    shown.append(raw);
    int at = raw.indexOf(SNAPPY);
    while (at >= 0) {
      try (SnappyInputStream in =
          new SnappyInputStream(new ByteArrayInputStream(bytes, at, bytes.length - at))) {
        for (int next = in.read(); next >= 0; next = in.read()) {
          shown.append((char) next);
        }
      } catch (IOException | SnappyError otherBytesFollow) {
        // All that was compressed has been read.
      }
      at = raw.indexOf(SNAPPY, at + 1);
    }
  }

  @Test
  void itDoesNotGrowWithTheRows() throws Exception {
    int few = job(3).toString().length();
    int many = job(3_000).toString().length();

    assertThat(many).isBetween(few - few / 100, few + few / 100);
  }

  @Test
  void whatWorkersCannotSeeIsRefused() throws Exception {
    String spec = spec(3, "${file:" + write("key", KEY) + "}");

    assertThat(run(spec, "--output=" + folder.resolve("out")))
        .contains("--output: " + folder.resolve("out") + " is on this machine")
        .hasLineCount(1);
    assertThat(run(spec, "--output=gs://bucket/out", "--journal=" + folder))
        .contains("--journal: " + folder + " is on this machine")
        .hasLineCount(1);
  }

  @Test
  void aLiteralKeyIsRefused() throws Exception {
    assertThat(run(spec(3, KEY), "--output=gs://bucket/out"))
        .contains("a literal api_key can't go to a cluster; use ${NAME} or ${file:PATH}")
        .doesNotContain(KEY)
        .hasLineCount(1);
  }

  /** Runs the program, which must refuse; gives what it says. */
  private String run(String spec, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("run", "--spec=" + spec));
    args.add("--endpoints=" + write("endpoints.yaml", "endpoints: {}"));
    args.addAll(args(more));
    PrintStream real = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(args.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
    } finally {
      System.setErr(real);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
