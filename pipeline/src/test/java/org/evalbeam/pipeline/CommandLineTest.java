package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands print. */
class CommandLineTest {

  @Test
  void aPlanTellsWhatWouldBeCalledWithWhichKeyAndCallsNothing(@TempDir Path folder)
      throws Exception {
    Bench bench = new Bench(folder);
    String key = "${file:" + bench.write("key", "sk-never-shown") + "}";
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      String spec =
          bench.spec(
              """
              {'name': 'planned', 'cv': {
                'common_params': {'dataset': 'ham_radio',
                  'metrics': ['judge_exactness', 'output_length'],
                  'judge_model': {'name': 'j', 'base_url': '$URL'}},
                'grid_params': {'model': [
                  {'name': 'm', 'base_url': '$URL', 'api_key': '$KEY'},
                  {'name': 'n', 'base_url': '$URL'}]},
                'repeat': 2}}
              """
                  .replace("$URL", endpoint.baseUrl())
                  .replace("$KEY", key));
      Program.Ended ended = Program.run("plan", "--spec=" + spec, "--limit=5");
      String host = " at " + endpoint.baseUrl();

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.out())
          .startsWith("planned")
          .contains("planned__0", "planned__3")
          .contains(
              "4 experiments, 20 trials; 20 answers planned, 20 unique calls for them,"
                  + " 20 judgements; 40 calls to make");
      assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
          .contains("m" + host + " 10 10 0 0 10 " + key)
          .contains("n" + host + " 10 10 0 0 10 none")
          .contains("j" + host + " 0 0 20 0 20 none");
      assertThat(ended.out() + ended.err()).doesNotContain("sk-never-shown");
      assertThat(endpoint.stats().calls()).isZero();
    }
  }

  @Test
  void theDemoMayBeOfFewRows(@TempDir Path folder) throws SQLException {
    Program.Ended ended = Program.run("demo", "--limit=2", "--output=" + folder.resolve("demo"));

    assertThat(ended.code()).as(ended.err()).isZero();
    try (DuckDb tables = DuckDb.open(folder.resolve("demo"))) {
      assertThat(tables.number("select count(*) from answers")).isEqualTo(2 * 3 * 3);
    }
    assertThat(Program.run("demo", "--limit=0", "--output=" + folder.resolve("none")).err())
        .isEqualToIgnoringNewLines("--limit: found 0; a number from 1 is allowed");
    assertThat(folder.resolve("none/manifest.json")).doesNotExist();
  }

  @Test
  void theHelpNamesTheCommandsAndTheExitCodes() {
    Program.Ended ended = Program.run("--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("demo", "run", "plan", "simulate")
        .contains("Exit codes:")
        .containsPattern("130 +interrupted");
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(Program.run("--version").out().lines())
        .singleElement()
        .asString()
        .startsWith("evalbeam ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': 's$X', 'experiments': [{'name': 'e', 'dataset': $ROWS, 'model': $M}]}",
        "{'name': 's', 'experiments': [{'name': 'e$X', 'dataset': $ROWS, 'model': $M}]}",
        "{'name': 's', 'experiments': [{'name': 'e', 'dataset': $ROWS,"
            + " 'model': {'aliased_name': 'm$X', 'output': ['1']}}]}",
        "{'name': 's', 'experiments': [{'name': 'e', 'model': $M,"
            + " 'dataset': {'name': 'd$X', 'df': [{'query': 'q'}]}}]}",
        "{'name': 's', 'experiments': [{'name': 'e', 'dataset': 'no$X', 'model': $M}]}",
        "{'name': 's', 'no$X': 1, 'experiments': [{'name': 'e', 'dataset': $ROWS, 'model': $M}]}",
      })
  void whatASpecHoldsCannotReachTheTerminalRaw(String spec, @TempDir Path folder) {
    Bench bench = new Bench(folder);
    String file =
        bench.spec(
            spec.replace("'model'", "'metrics': ['output_length'], 'model'")
                .replace("$X", "\\u001b[2J\\u202e\\nforged")
                .replace("$ROWS", "{'name': 'd', 'df': [{'query': 'q'}]}")
                .replace("$M", "{'aliased_name': 'm', 'output': ['1']}"));
    Program.Ended plan = Program.run("plan", "--spec=" + file);
    Program.Ended run = Program.run("run", "--spec=" + file, "--output=" + bench.output());

    assertThat(plan.code()).isIn(ExitCode.OK, ExitCode.USAGE);
    for (String printed : new String[] {plan.out(), plan.err(), run.out(), run.err()}) {
      assertThat(printed.lines())
          .allMatch(line -> line.chars().noneMatch(c -> c == 0x1b || c == 0x202e))
          .noneMatch(line -> line.startsWith("forged"));
    }
  }
}
