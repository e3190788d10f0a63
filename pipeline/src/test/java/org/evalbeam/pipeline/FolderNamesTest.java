package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.evalbeam.pipeline.output.FinishedFolder;
import org.evalbeam.pipeline.output.Table;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders are taken by their names as they stand, also where a name looks like a pattern. */
class FolderNamesTest {

  private static final int ROWS = 3;

  /** Beside each folder stands one that its name would match. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v[1]         | v1",
        "é*[x]{a,b}   | é-xa",
        "any?         | any1",
        "back\\slash  | backslash",
        "sp ace       | space"
      })
  void aRunTouchesItsOwnFolderOnly(String name, String neighbour, @TempDir Path folder)
      throws Exception {
    Bench bench = new Bench(folder);
    Path beside = folder.resolve(neighbour);
    Path output = folder.resolve(name);
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      run(bench, endpoint, beside);
      List<String> before = content(beside);

      run(bench, endpoint, output);
      assertThat(endpoint.stats().calls()).as("its journal is its own").isEqualTo(2L * ROWS);
      Program.Ended second = run(bench, endpoint, output);
      assertThat(endpoint.stats().calls()).as("calls of running again").isEqualTo(2L * ROWS);
      assertThat(second.out()).contains("replies: 3 journal", "report: " + output);
      assertThat(FinishedFolder.at(output.toString()).rows(Table.ANSWERS)).hasSize(ROWS);
      assertThat(output.resolve(".runs")).doesNotExist();

      Files.delete(output.resolve(FinishedFolder.REPORT));
      Program.Ended report = Program.run("report", "--output=" + output);
      assertThat(report.code()).as(report.err()).isZero();
      assertThat(output.resolve(FinishedFolder.REPORT)).exists();
      Program.Ended journal = Program.run("journal", "--output=" + output);
      assertThat(journal.out()).as(journal.err()).contains("1 segment, ", output + "/journal");
      Program.Ended plan = plan(bench, endpoint, output);
      assertThat(plan.out()).as(plan.err()).containsPattern("\"kept\" ?: ?3");
      assertThat(content(beside)).as("the folder beside it").isEqualTo(before);
    }
  }

  /** What is missing in a folder is not found in the one that its name would match. */
  @Test
  void aFolderWithoutAManifestIsNoFinishedSet(@TempDir Path folder) throws Exception {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      run(new Bench(folder), endpoint, folder.resolve("v1"));
    }
    Path output = Files.createDirectory(folder.resolve("v[1]"));
    Program.Ended report = Program.run("report", "--output=" + output);

    assertThat(report.code()).isEqualTo(ExitCode.USAGE);
    assertThat(report.err()).contains(output + " holds no finished set");
  }

  @Test
  void aJournalAndDatasetsMayStandInSuchAFolder(@TempDir Path folder) throws Exception {
    Path odd = Files.createDirectory(folder.resolve("v[1]{a,b}"));
    Path beside = Files.createDirectory(folder.resolve("v1a"));
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      Files.writeString(odd.resolve("x[1]*.csv"), "query\none\n");
      Files.writeString(odd.resolve("p-1.csv"), "query\ntwo\n");
      Files.writeString(odd.resolve("p-2.csv"), "query\nfour\n");
      for (String other : List.of("x1.csv", "x1-2.csv", "p-1.csv", "p-3.csv")) {
        Files.writeString(beside.resolve(other), "query\nthree\n");
        Files.writeString(folder.resolve(other), "query\nthree\n");
      }
      Path catalog = odd.resolve("datasets.yaml");
      Files.writeString(
          catalog, "datasets: {literal: {path: 'x[1]*.csv'}, pattern: {path: 'p-[12].csv'}}");
      String spec =
          rehearsal
              .bench()
              .spec(
                  """
                  {'name': 'rehearsed', 'cv': {
                    'common_params': {'metrics': ['output_length'],
                      'model': {'name': 'm', 'base_url': 'http://one.invalid'}},
                    'grid_params': {'dataset': ['literal', 'pattern', {'name': 'of the spec',
                      'path': '%s/x[1]*.csv'}]}}}
                  """
                      .formatted(odd));
      String journal = "--journal=" + odd.resolve("journal[2]");

      Ran first = rehearsal.run(spec, "--datasets=" + catalog, journal);
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(first.calls()).as("one, two and four").isEqualTo(3);
      Ran second = rehearsal.run(spec, "--datasets=" + catalog, journal);
      assertThat(second.calls()).as(second.err()).isZero();
      assertThat(Program.run("journal", journal).out()).contains("1 segment");
      assertThat(folder.resolve("out/journal")).doesNotExist();
    }
  }

  @Test
  void fileUrisAreLocalPathsEverywhere(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String root = "file://" + folder;
    Files.writeString(folder.resolve("a b.jsonl"), "{\"query\": \"one\"}\n");
    Files.writeString(folder.resolve("p-1.csv"), "query\ntwo\n");
    bench.write("datasets.yaml", "datasets: {several: {path: 'p-*.csv'}}");
    bench.spec(
        """
        {'name': 'named', 'cv': {
          'common_params': {'metrics': ['output_length'],
            'model': {'name': 'm', 'base_url': 'http://one.invalid'}},
          'grid_params': {'dataset': ['several', {'name': 'one', 'path': '%1$s/a%%20b.jsonl'},
            {'name': 'two', 'path': 'file:%2$s/p-[1].csv'}, {'name': 'three', 'path': 'p-1.csv'}]}}}
        """
            .formatted(root, folder));
    String output = "--output=" + root + "/the%20tables";
    String journal = "--journal=file:" + folder.resolve("kept");
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      bench.everythingTo(endpoint.baseUrl());
      Program.Ended ended =
          bench.run(
              root + "/spec.json",
              root + "/endpoints.yaml",
              "--datasets=" + root + "/datasets.yaml",
              output,
              journal);
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(endpoint.stats().calls()).as("one and two").isEqualTo(2);
    }
    assertThat(folder.resolve("the tables/manifest.json")).exists();
    assertThat(Program.run("report", output).out()).contains(folder + "/the tables/report.html");
    assertThat(Program.run("journal", journal).out()).contains("in " + folder.resolve("kept"));
    assertThat(Program.run("datasets", root + "/a%20b.jsonl").out()).contains("1 row");
    assertThat(Path.of("file:")).doesNotExist();
  }

  @Test
  void aFileUriOfAnotherMachineIsRefused() {
    Program.Ended ended = Program.run("report", "--output=file://elsewhere/x");

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .contains("--output: found file://elsewhere/x; on this machine, it is file:///PATH");
  }

  private static String spec(Bench bench) {
    return bench.spec(
        """
        {'name': 'named', 'experiments': [{'name': 'a', 'metrics': ['output_length'],
          'dataset': {'name': 'rows', 'df': [%s]},
          'model': {'name': 'm', 'base_url': 'http://one.invalid'}}]}
        """
            .formatted(Rehearsal.rows(ROWS)));
  }

  private static Program.Ended run(Bench bench, SimulatedEndpoint endpoint, Path output) {
    Program.Ended ended = bench.run(spec(bench), endpoint, "--output=" + output);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended;
  }

  private static Program.Ended plan(Bench bench, SimulatedEndpoint endpoint, Path output) {
    return Program.run(
        "plan",
        "--json",
        "--spec=" + spec(bench),
        "--endpoints=" + bench.everythingTo(endpoint.baseUrl()),
        "--output=" + output);
  }

  /** Names, sizes and times of all files below a folder. */
  private static List<String> content(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> file + " " + file.toFile().length() + " " + file.toFile().lastModified())
          .sorted()
          .toList();
    }
  }
}
