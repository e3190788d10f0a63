package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.ParDo;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.flow.CallSettings;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.pipeline.output.RunFolder;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that goes to the endpoint and nowhere else. */
class SecretsTest {

  private static final String SPEC =
      """
      {'name': 'secret', 'experiments': [{'name': 'a',
        'dataset': {'name': 'two', 'df': [{'query': 'one', 'output_true': '1'},
          {'query': 'two', 'output_true': '2'}]},
        'model': {'name': 'm', 'base_url': '$URL', 'api_key': '$KEY'},
        'judge_model': {'name': 'j', 'base_url': '$URL', 'api_key': '$KEY'},
        'metrics': ['judge_exactness', 'output_length']}]}
      """;

  private Bench bench = new Bench(Path.of("."));

  @BeforeEach
  void bench(@TempDir Path folder) {
    bench = new Bench(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"literal", "file"})
  void aKeyReachesTheEndpointAndNothingThatStays(String kind) throws Exception {
    String key = kind.equals("literal") ? Canary.KEY : Canary.reference(bench);
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(Bench.atOnce().requiredKey(Canary.KEY).build())) {
      Logged run = logged(spec(endpoint.baseUrl(), key), "");

      assertThat(run.ended().code()).as("the key was sent").isZero();
      assertThat(endpoint.stats().ok()).isEqualTo(4);
      assertThat(run.ended().err().contains("warning: the spec holds a literal api_key"))
          .isEqualTo(kind.equals("literal"));
      assertThat(run.log()).contains("127.0.0.1");
      nothingTells(run);
    }
  }

  /** As it came, escaped, and in Base64; in errors, in answers and in a judge's words. */
  @ParameterizedTest
  @CsvSource({
    "openai, ECHO_KEY, 400",
    "openai, ECHO_KEY_OK, 200",
    "anthropic, ECHO_KEY, 400",
    "anthropic, ECHO_KEY_OK, 200"
  })
  void aServerThatEchoesTheKeyIsScrubbed(String protocol, Fault echo, int status) throws Exception {
    try (SimulatedEndpoint endpoint =
        SimulatedEndpoint.start(
            Bench.atOnce().requiredKey(Canary.KEY).faults((call, id, attempt) -> echo).build())) {
      Logged run = logged(spec(endpoint.baseUrl(), Canary.KEY), "protocol: " + protocol);

      assertThat(run.ended().code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(endpoint.stats().repliesByStatus()).containsOnlyKeys(status);
      nothingTells(run);
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      String said = status == 200 ? "answer" : "error_msg";
      assertThat(tables.column("select " + said + " from answers"))
          .hasSize(2)
          .allMatch(text -> String.valueOf(text).contains("I was sent"))
          .allMatch(text -> String.valueOf(text).contains("(key)"));
    }
  }

  @Test
  void aRunThatBreaksOffTellsNothing() throws Exception {
    Logged run =
        logged(
            spec("http://127.0.0.1:1/v1", Canary.KEY),
            "requests_per_minute: 60",
            "--workers=2",
            "--limiter=redis://127.0.0.1:1");

    assertThat(run.ended().code()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.ended().err()).contains("the run broke off");
    nothingTells(run);
  }

  @Test
  void aLiteralKeyDoesNotGoToACluster() {
    Program.Ended ended =
        bench.run(
            spec("http://127.0.0.1:1/v1", Canary.KEY),
            bench.write("endpoints.yaml", "endpoints: {}"),
            "--runner=FlinkRunner",
            "--flinkMaster=127.0.0.1:1");

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("a literal api_key can't go to a cluster").contains("${NAME}");
    Canary.isNotIn(ended.err(), "standard error");
    assertThat(bench.output()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"literal", "file"})
  void theJobThatIsSentToWorkersHoldsNoKey(String kind) throws Exception {
    SetOptions options = new SetOptions();
    options.spec =
        spec(
            "http://127.0.0.1:1/v1", kind.equals("literal") ? Canary.KEY : Canary.reference(bench));
    options.endpoints = bench.write("endpoints.yaml", "endpoints: {}");
    PreparedSet prepared = PrepareSet.prepare(options, Keys.ofProcess());
    EvaluationPlan plan =
        new EvaluationPlan(
            "run", prepared.experiments(), new CallSettings("journal", 1, 0, null, 1, null, null));
    RunFolder folder = RunFolder.of(bench.output().toString(), "run");
    List<DatasetSource> sources = StageSet.stage(prepared, folder);
    Pipeline pipeline = Pipeline.create();
    EvaluationPipeline.build(pipeline, plan, sources, null, 2, 0.05, folder.staging());

    List<String> functions = functions(pipeline);
    assertThat(functions).hasSizeGreaterThan(10);
    assertThat(String.join("", functions)).contains("http://127.0.0.1:1/v1");
    functions.forEach(function -> Canary.isNotIn(function, "the job"));
    Canary.isNotIn(serialised(plan), "the plan");
    Canary.isNotLeftBehind(bench);
  }

  /** Every function of a pipeline, as it is sent to workers but for the compression. */
  private static List<String> functions(Pipeline pipeline) {
    List<String> functions = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof ParDo.MultiOutput<?, ?> parDo) {
              functions.add(serialised(parDo.getFn()));
            }
          }
        });
    return functions;
  }

  private static String serialised(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** A spec of somebody else's must not read this machine's variables. */
  @Test
  void aReferenceAnywhereElseIsText() throws Exception {
    Queue<Front.Asked> asked = new ConcurrentLinkedQueue<>();
    String home = System.getenv("PATH");
    assertThat(home).isNotEmpty();
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build());
        Front front =
            Front.of(
                endpoint,
                (call, number) -> {
                  asked.add(call);
                  return null;
                })) {
      String spec =
          SPEC.replace("'query': 'one'", "'query': 'one ${PATH}'")
              .replace(
                  "'name': 'm',",
                  "'name': 'm', 'system_prompt': 'be ${PATH}', 'prelude_prompt': 'say ${PATH}',")
              .replace(", 'api_key': '$KEY'", "")
              .replace("$URL", front.baseUrl());
      Logged run = logged(bench.spec(spec), "headers: {X-Note: \"note ${PATH}\"}");

      assertThat(run.ended().code()).as(run.ended().err()).isZero();
    }
    assertThat(asked)
        .hasSize(4)
        .noneMatch(call -> call.body().contains(home) || call.headers().toString().contains(home))
        .allMatch(call -> call.headers().getOrDefault("X-note", List.of()).contains("note ${PATH}"))
        .anyMatch(call -> call.body().contains("one ${PATH}"))
        .anyMatch(call -> call.body().contains("be ${PATH}"))
        .anyMatch(call -> call.body().contains("say ${PATH}"));
  }

  @Test
  void aPasswordInTheLimitersAddressIsRefusedAndNotShown() throws Exception {
    Logged run =
        logged(
            spec("http://127.0.0.1:1/v1", "none-is-sent"),
            "",
            "--limiter=redis://:" + Canary.KEY.replace("\"/", "") + "@localhost:6379");

    assertThat(run.ended().code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.ended().err()).contains("--limiter: found something else (not shown)");
    nothingTells(run);
  }

  /**
   * How a run ended.
   *
   * @param log everything that was logged, at the finest level
   */
  private record Logged(Program.Ended ended, String log) {}

  private Logged logged(String spec, String terms, String... more) {
    String catalog =
        bench.write(
            "endpoints.yaml",
            """
            endpoints:
              all:
                base_url: "*"
                attempts: 1
                %s
            """
                .formatted(terms));
    try (LogTap tap = LogTap.toAll()) {
      Program.Ended ended = bench.run(spec, catalog, more);
      return new Logged(ended, tap.text());
    }
  }

  private void nothingTells(Logged run) throws Exception {
    Canary.isNotIn(run.ended().out(), "standard output");
    Canary.isNotIn(run.ended().err(), "standard error");
    Canary.isNotIn(run.log(), "the log");
    Canary.isNotLeftBehind(bench);
  }

  private String spec(String url, String key) {
    return bench.spec(SPEC.replace("$URL", url).replace("$KEY", key.replace("\"", "\\\"")));
  }
}
