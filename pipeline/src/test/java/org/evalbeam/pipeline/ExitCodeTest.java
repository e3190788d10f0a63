package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit codes that do not need a process of their own. */
class ExitCodeTest {

  /** Answers come with the spec, and one of them is missing: half of the rows fail. */
  private static final String HALF_FAILS =
      """
      {'name': 'half', 'experiments': [{'name': 'a',
        'dataset': {'name': 'two', 'df': [{'query': 'one'}, {'query': 'two'}]},
        'model': {'aliased_name': 'm', 'output': ['1', null]},
        'metrics': ['output_length']}]}
      """;

  private static final String UNCALLED = "http://127.0.0.1:1/v1";

  private Bench bench = new Bench(Path.of("."));

  @BeforeEach
  void bench(@TempDir Path folder) {
    bench = new Bench(folder);
  }

  static List<Arguments> failureRates() {
    return List.of(
        Arguments.of(List.of(), 3),
        Arguments.of(List.of("--max-failure-rate=0.49"), 3),
        Arguments.of(List.of("--max-failure-rate=0.5"), 0),
        Arguments.of(List.of("--max-failure-rate=1"), 0),
        Arguments.of(List.of("--limit=1"), 0));
  }

  @ParameterizedTest
  @MethodSource("failureRates")
  void moreFailuresThanAllowedEndWithThree(List<String> options, int code) {
    Program.Ended ended = run(bench.spec(HALF_FAILS), options);

    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(bench.output().resolve("manifest.json")).exists();
    if (code == ExitCode.TOO_MANY_FAILURES) {
      assertThat(ended.err()).contains("0.5000 of the rows").contains("--max-failure-rate");
    }
  }

  @Test
  void everyProblemOfASpecIsToldWithItsPath() {
    String spec =
        bench.spec(
            """
            {'name': 'wrong', 'color': 'red', 'experiments': [
              {'name': 'a', 'dataset': 'ham_radoi', 'metrics': ['qcm_exactnes'],
               'model': {'name': 'm', 'base_url': 'http://127.0.0.1:1', 'api_key': '${NO_SUCH}'}},
              {'name': 'a', 'dataset': 'ham_radio', 'metrics': ['output_length'],
               'sample': [0, 100000], 'model': {'name': 'm', 'base_url': 'http://127.0.0.1:1'}}]}
            """);
    Program.Ended ended = Program.run("run", "--spec=" + spec, "--output=" + bench.output());

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .contains(spec + ": $.color: ")
        .contains("$.experiments[0].dataset: ")
        .contains("ham_radio")
        .contains("$.experiments[0].metrics[0]: ")
        .contains("qcm_exactness")
        .contains("$.experiments[0].model.api_key: ")
        .contains("NO_SUCH")
        .contains("$.experiments[1].name: ")
        .contains("$.experiments[1].sample[1]: ")
        .doesNotContain("\tat ");
    assertThat(bench.output()).doesNotExist();
  }

  static Stream<Arguments> wrongOptions() {
    return Stream.of(
        Arguments.of("run", "--foo=1", "foo"),
        Arguments.of("run", "--runner=NoRunner", "NoRunner"),
        Arguments.of("run", "stray", "stray"),
        Arguments.of("run", "--limit=0", "--limit: found 0; a number from 1 is allowed"),
        Arguments.of("run", "--limit=many", "--limit"),
        Arguments.of("run", "--max-failure-rate=1.5", "a number from 0 to 1 is allowed"),
        Arguments.of("run", "--max-failure-rate=NaN", "a number from 0 to 1 is allowed"),
        Arguments.of("run", "--datasets=/no/such.yaml", "there is no file /no/such.yaml"),
        Arguments.of("run", "--journal=s9://bucket/kept", "s9"),
        Arguments.of("run", "--datasets=s9://bucket/catalog", "s9:// is no file system"),
        Arguments.of(
            "run", "--output=s3://bucket/v[1]", "--output: found s3://bucket/v[1]; only on"),
        Arguments.of("run", "--journal=gs://b/{a,b}", "--journal: found gs://b/{a,b}; only on"),
        Arguments.of("plan", "--output=hdfs://h:1/a*", "--output: found hdfs://h:1/a*; only on"),
        Arguments.of("plan", "--foo=1", "unknown option --foo"),
        Arguments.of("plan", "--limit=-1", "--limit: found -1"));
  }

  @ParameterizedTest
  @MethodSource("wrongOptions")
  void aWrongOptionEndsWithTwo(String command, String option, String told) {
    String spec = bench.spec(HALF_FAILS);
    Program.Ended ended =
        command.equals("run")
            ? run(spec, List.of(option))
            : Program.run(command, "--spec=" + spec, option);

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains(told).doesNotContain("\tat ");
    assertThat(bench.output()).doesNotExist();
  }

  /** An unset variable of the shell leaves such options behind. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --output=",
        "run --output=OUT --journal=",
        "plan --output=",
        "plan --journal=",
        "report --output=",
        "journal --output=",
        "journal --journal=",
        "demo --output=",
        "import SPEC --output="
      })
  @Timeout(60)
  void aFolderWithoutANameEndsWithTwo(String command) {
    String spec = bench.spec(HALF_FAILS);
    List<String> args = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      args.add(word.replace("OUT", bench.output().toString()).replace("SPEC", spec));
    }
    if (command.startsWith("run") || command.startsWith("plan")) {
      args.add("--spec=" + spec);
    }
    Program.Ended ended = Program.run(args);

    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .containsPattern("^--(output|journal): found nothing; a folder is needed")
        .hasLineCount(1);
  }

  @Test
  void aMissingFileEndsWithTwo() {
    Program.Ended spec = run("/no/such.json", List.of());
    Program.Ended endpoints = bench.run(bench.spec(HALF_FAILS), "/no/such.yaml");

    assertThat(spec.code()).isEqualTo(ExitCode.USAGE);
    assertThat(spec.err()).isEqualToIgnoringNewLines("--spec: there is no file /no/such.json");
    assertThat(endpoints.code()).isEqualTo(ExitCode.USAGE);
    assertThat(endpoints.err()).contains("--endpoints: there is no file /no/such.yaml");
  }

  @Test
  void authoritiesThatAreNotThereEndWithTwoBeforeAnythingIsCalled() {
    String endpoints = bench.everythingTo(UNCALLED, "ca: /no/such.pem");
    String spec = bench.spec(HALF_FAILS);
    for (Program.Ended ended :
        List.of(
            bench.run(spec, endpoints),
            Program.run("plan", "--spec=" + spec, "--endpoints=" + endpoints))) {
      assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
      assertThat(ended.err())
          .isEqualToIgnoringNewLines(
              endpoints
                  + ": $.endpoints.test.ca: there is no file /no/such.pem; must be a PEM file with"
                  + " certificates");
      assertThat(bench.output()).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-canar\u00e9", "sk\ncanary", "sk canary"})
  void aKeyThatNoRequestCanCarryEndsWithTwoBeforeAnythingIsCalled(String key) {
    String reference = "${file:" + bench.write("key", key) + "}";
    String told =
        reference
            + " holds characters that no request can carry, must be printable ASCII without spaces"
            + " and line ends";
    String model = "'model': {'name': 'm', 'base_url': '%s'%s}";
    String set =
        """
        {'name': 's', 'experiments': [{'name': 'a', 'dataset': 'ham_radio',
          %s, 'metrics': ['output_length']}]}
        """;
    String ofSpec =
        bench.spec(set.formatted(model.formatted(UNCALLED, ", 'api_key': '" + reference + "'")));
    Program.Ended spec =
        Program.run("run", "--spec=" + ofSpec, "--output=" + bench.output(), "--limit=1");
    assertThat(spec.code()).isEqualTo(ExitCode.USAGE);
    assertThat(spec.err())
        .isEqualToIgnoringNewLines(ofSpec + ": $.experiments[0].model.api_key: " + told);

    String none = bench.spec(set.formatted(model.formatted("http://one.invalid", "")));
    Program.Ended catalog =
        bench.run(none, bench.everythingTo(UNCALLED, "api_key: \"" + reference + "\""));
    assertThat(catalog.code()).isEqualTo(ExitCode.USAGE);
    assertThat(catalog.err()).contains(told).doesNotContain("canar");
    assertThat(bench.output()).doesNotExist();
  }

  @Test
  void noCommandOrAnUnknownOneEndsWithTwo() {
    assertThat(Program.run("walk").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Program.run().code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theFolderOfAnotherSetIsRefusedAndUntouched() throws IOException {
    Files.createDirectories(bench.output().resolve("answers"));
    Path manifest = bench.output().resolve("manifest.json");
    Path part = bench.output().resolve("answers/part.parquet");
    Files.writeString(manifest, "{\"name\": \"another\"}");
    Files.writeString(part, "kept");
    Program.Ended ended = run(bench.spec(HALF_FAILS), List.of());

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("holds the set another").contains("half");
    assertThat(bench.files()).containsExactlyInAnyOrder(manifest, part);
    assertThat(part).hasContent("kept");
  }

  @Test
  void aRunOfTheSameNameTakesThePlaceOfTheLast() throws Exception {
    assertThat(run(bench.spec(HALF_FAILS), List.of("--max-failure-rate=1")).code()).isZero();
    assertThat(run(bench.spec(HALF_FAILS), List.of("--limit=1")).code()).isZero();

    assertThat(bench.manifest().path("limit").asInt()).isEqualTo(1);
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.number("select count(*) from answers")).isEqualTo(1);
    }
  }

  static Stream<Arguments> unusableFolders() {
    return Stream.of(
        Arguments.of("--output=FOLDER/file", "FOLDER/file, which is no folder"),
        Arguments.of("--output=FOLDER/file/x/y", "FOLDER/file, which is no folder"),
        Arguments.of("--output=/proc/x", "/proc, which can't be written to"),
        Arguments.of("--output=FOLDER/full", "FOLDER/full/journal, which is no folder"),
        Arguments.of("--journal=FOLDER/file", "FOLDER/file, which is no folder"),
        Arguments.of("--journal=/proc/x", "/proc, which can't be written to"));
  }

  @ParameterizedTest
  @MethodSource("unusableFolders")
  @EnabledOnOs(OS.LINUX)
  void aFolderThatCannotBeWrittenEndsWithTwoBeforeAnythingIsCalled(String option, String found)
      throws IOException {
    String spec =
        bench.spec(
            """
            {'name': 's', 'experiments': [{'name': 'a', 'dataset': 'ham_radio',
              'model': {'name': 'm', 'base_url': 'http://one.invalid'},
              'metrics': ['output_length']}]}
            """);
    bench.write("file", "");
    Files.createDirectory(bench.folder().resolve("full"));
    bench.write("full/journal", "");
    String folder = bench.folder().toString();
    String given = option.replace("FOLDER", folder);
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      Program.Ended ran = bench.run(spec, endpoint, "--limit=2", given);
      Program.Ended planned =
          Program.run(
              "plan",
              "--spec=" + spec,
              "--endpoints=" + bench.everythingTo(endpoint.baseUrl()),
              given);

      assertThat(endpoint.stats().calls()).isZero();
      for (Program.Ended ended : List.of(ran, planned)) {
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err())
            .startsWith(option.substring(0, option.indexOf('=')) + ": found ")
            .contains(found.replace("FOLDER", folder))
            .hasLineCount(1);
      }
    }
    assertThat(bench.output()).doesNotExist();
    assertThat(bench.folder().toFile().list()).as("what is left").hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%00b", "LONG"})
  void aFolderThatNoneCanBeCalledEndsWithTwo(String name) {
    String folder = "file://" + bench.folder() + "/" + name.replace("LONG", "n".repeat(300));
    Program.Ended ended = run(bench.spec(HALF_FAILS), List.of("--output=" + folder));

    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).startsWith("--output: found ").hasLineCount(1);
  }

  private Program.Ended run(String spec, List<String> options) {
    return bench.run(spec, bench.everythingTo(UNCALLED), options.toArray(String[]::new));
  }
}
