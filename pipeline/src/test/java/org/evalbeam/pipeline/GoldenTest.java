package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that is printed stays as it is until somebody looks at the change: the texts stand in {@code
 * golden/}, and {@code -Devalbeam.updateDocs=true} writes them anew. What no two runs have in
 * common has a placeholder there.
 */
class GoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private final Path folder;

  GoldenTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<String> commands() {
    return Main.commands().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpOfACommand(String command) throws Exception {
    Program.Ended ended = Program.run(command, "--help");

    assertThat(ended.code()).as(ended.err()).isZero();
    check("help-" + command, ended.out());
  }

  @Test
  void theHelp() throws Exception {
    check("help", Program.run("--help").out());
  }

  @Test
  void aPlanAndARun() throws Exception {
    Bench bench = new Bench(folder);
    SimulatedOptions options =
        Bench.atOnce()
            .knownAnswers(ShippedAnswers.of(SetOptions.installed("datasets.yaml")))
            .build();
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(options)) {
      String spec =
          bench.spec(
              """
              {'name': 'golden', 'cv': {
                'common_params': {'dataset': 'ham_radio',
                  'metrics': ['qcm_exactness', 'judge_exactness', 'output_length'],
                  'model': {'base_url': 'http://models.invalid'},
                  'judge_model': {'name': 'simulated-judge', 'base_url': 'http://models.invalid'}},
                'grid_params': {'model': [{'name': 'simulated-large'}, {'name': 'simulated-small'}]},
                'repeat': 2}}
              """);
      String endpoints = bench.everythingTo(endpoint.baseUrl());
      List<String> run = bench.args(spec, endpoints, "--limit=20");
      List<String> plan = new ArrayList<>(run);
      plan.set(0, "plan");

      check("plan", plain(Program.run(plan).out()));
      check("run", plain(Program.run(run).out()));
      check("run-again", plain(Program.run(run).out()));
      check("journal", plain(Program.run("journal", "--output=" + bench.output()).out()));
    }
  }

  @Test
  void whatIsThere() throws Exception {
    check("metrics", Program.run("metrics").out());
    check("metrics-bias", Program.run("metrics", "bias").out());
    check("datasets", Program.run("datasets").out());
  }

  @Test
  void whatIsWrong() throws Exception {
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            """
            {'name': 'wrong', 'experiments': [{'name': 'e', 'dataset': 'ham_radoi',
              'model': {'name': 'm', 'base_url': 'http://one.invalid', 'sampling_parms': {}},
              'metrics': ['qcm_exactnes', {'name': 'contains', 'params': {'ignore_case': 'no'}}]}]}
            """);
    Path endpoints = folder.resolve("endpoints.yaml");
    Files.writeString(endpoints, "endpoints:\n  one:\n    base_url: ftp://x\n    tokens: 5\n");
    Path datasets = folder.resolve("datasets.yaml");
    Files.writeString(datasets, "datasets:\n  rows: {path: rows.csv}\n");
    Files.writeString(folder.resolve("rows.csv"), "query,output_true\nfine,1\n\"never closed,2\n");

    check("wrong-spec", plain(Program.run("plan", "--spec=" + spec).err()));
    check(
        "wrong-catalog",
        plain(Program.run("plan", "--spec=" + spec, "--endpoints=" + endpoints).err()));
    check(
        "wrong-option",
        plain(Program.run("run", "--spec=" + spec, "--output=" + folder, "--limt=3").err()));
    check("wrong-dataset", plain(Program.run("datasets", "--datasets=" + datasets).err()));
  }

  private String plain(String printed) {
    return printed
        .replace(folder.toString(), "<FOLDER>")
        .replaceAll(" +[0-9,]+  [0-9-]+ [0-9:]+  [0-9-]+ [0-9:]+", "  <BYTES>  <TIME>  <TIME>")
        .replaceAll("[0-9,]+ bytes", "<BYTES> bytes")
        .replaceAll("http://127[.]0[.]0[.]1:[0-9]{5}", "<URL>");
  }

  private static void check(String name, String printed) throws IOException {
    Path golden = GOLDEN.resolve(name + ".txt");
    // Trailing blanks are nothing that anybody sees, and editors remove them.
    String seen = printed.replaceAll("(?m)[ \t\r]+$", "");
    if (Boolean.getBoolean("evalbeam.updateDocs")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, seen);
    }
    assertThat(seen).as(name).isEqualTo(Files.readString(golden));
  }
}
