package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.evalbeam.pipeline.simulate.AnswerLengths;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run may cost: it stops there, and goes on from there. */
class MaxCostTest {

  private static final int ROWS = 20;
  private static final int IN_FLIGHT = 2;

  /** Of an answer, in tokens, and in the catalog's money. */
  private static final int COST = 20;

  private static final String PRICES = "prices: {m: {input: 0, output: 1000000, currency: EUR}}";

  private static SimulatedOptions.Builder answersOfOneLength() {
    return Bench.atOnce().answerLengths(new AnswerLengths(COST, 0));
  }

  private static Rehearsal rehearsal(Path folder, String prices) throws Exception {
    Rehearsal rehearsal = Rehearsal.in(folder, answersOfOneLength());
    rehearsal.terms("attempts: 1", "max_in_flight: " + IN_FLIGHT, prices);
    return rehearsal;
  }

  @Test
  void aRunStopsWhereItHasCostEnoughAndTheNextGoesOnFromThere(@TempDir Path folder)
      throws Exception {
    try (Rehearsal rehearsal = rehearsal(folder, PRICES)) {
      String spec = rehearsal.set(ROWS, "'output_length'");

      Ran first = rehearsal.run(spec, "--max-cost=100");
      assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(first.paid() * COST).isBetween(100L, 100L + (IN_FLIGHT - 1) * COST);
      assertThat(first.out())
          .contains("spent: %d.0000 EUR".formatted(first.paid() * COST))
          .contains("answers failed: %d budget_spent".formatted(ROWS - first.paid()));
      assertThat(
              rehearsal.rows(
                  "select reason, error_msg, attempts, count(*) from answers"
                      + " where status <> 'ok' group by all"))
          .containsExactly(
              List.of(
                  "budget_spent",
                  "not called: the run has cost its --max-cost of 100.0",
                  0,
                  ROWS - first.paid()));

      Ran second = rehearsal.run(spec, "--max-cost=100");
      assertThat(second.code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(second.paid() * COST).isBetween(100L, 100L + (IN_FLIGHT - 1) * COST);
      rehearsal.completes(spec, ROWS - first.paid() - second.paid(), "--max-cost=1000");
    }
  }

  /** Who tells no usage is paid all the same. */
  @Test
  void whatIsNotReportedIsEstimated(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = rehearsal(folder, PRICES)) {
      rehearsal.always(Fault.NO_USAGE);
      Ran ran = rehearsal.run(rehearsal.set(ROWS, "'output_length'"), "--max-cost=100");

      assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(ran.paid()).isBetween(1L, 5L + IN_FLIGHT - 1);
      assertThat(rehearsal.rows("select distinct cost from answers where status = 'ok'"))
          .as("tables hold no estimates")
          .containsExactly(java.util.Collections.singletonList(null));
    }
  }

  @Test
  void judgesCostToo(@TempDir Path folder) throws Exception {
    String prices = "prices: {m: {input: 0, output: 0}, j: {input: 0, output: 1000000}}";
    try (Rehearsal rehearsal = rehearsal(folder, prices)) {
      String spec = rehearsal.set(ROWS, "'judge_exactness'");

      Ran first = rehearsal.run(spec, "--max-cost=30");
      assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(first.calls("j")).isBetween(1L, ROWS - 1L);
      assertThat(
              rehearsal.rows(
                  "select distinct reason from observations where status <> 'ok' order by 1"))
          .isSubsetOf(List.of("answer_failed"), List.of("budget_spent"));
      rehearsal.completes(spec, 2 * ROWS - first.paid(), "--max-cost=1000");
    }
  }

  private static double spentOnComparisons(Rehearsal rehearsal) throws SQLException {
    return ((Number)
            Objects.requireNonNull(
                rehearsal.rows("select sum(judge_spent) from preferences").get(0).get(0)))
        .doubleValue();
  }

  @Test
  void comparisonsCostToo(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = rehearsal(folder, "prices: {j: {input: 0, output: 1000000}}")) {
      String spec =
          rehearsal
              .bench()
              .spec(
                  """
                  {'name': 'compared', 'experiments': [%s, %s]}
                  """
                      .formatted(supplied("a"), supplied("b")));

      Ran first = rehearsal.run(spec, "--max-cost=100");
      assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(first.paid()).isBetween(1L, 2L * ROWS - 1);
      assertThat(rehearsal.rows("select distinct reason from preferences where status <> 'ok'"))
          .containsExactly(List.of("budget_spent"));
      double spent = spentOnComparisons(rehearsal);
      rehearsal.recovers();
      Ran second = rehearsal.run(spec, "--max-cost=10000");
      assertThat(second.calls()).isEqualTo(2 * ROWS - first.paid());
      assertThat(spent + spentOnComparisons(rehearsal))
          .as("what each run paid of the whole")
          .isEqualTo(rehearsal.rows("select sum(judge_cost) from preferences").get(0).get(0));
      assertThat(second.out()).contains("spent: %.4f USD".formatted(spentOnComparisons(rehearsal)));
      rehearsal.completes(spec, 0, "--max-cost=10000");
    }
  }

  /** A variant that says its name and the number of the row. */
  private static String supplied(String variant) {
    String outputs =
        IntStream.range(0, ROWS)
            .mapToObj(row -> "'%s says %d'".formatted(variant, row))
            .collect(Collectors.joining(", "));
    return """
        {'name': '%1$s', 'dataset': {'name': 'rows', 'df': [%2$s]}, 'metrics': ['judge_pairwise'],
          'model': {'aliased_name': '%1$s', 'output': [%3$s]},
          'judge_model': {'name': 'j', 'base_url': 'http://two.invalid'}}
        """
        .formatted(variant, Rehearsal.rows(ROWS), outputs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "19.9 | m: {input: 0, output: 1000000}"
            + " | --max-cost: the calls to be made cost at least 20.00, more than 19.9",
        "100  | n: {input: 1, output: 1} | --max-cost: no price is known for m at http",
        "100  | m: {input: 1, output: 1}, j: {input: 1, output: 1, currency: EUR}"
            + " | --max-cost: the prices are in EUR and USD; they must be in one currency",
        "0    | m: {input: 1, output: 1} | --max-cost: found 0.0; a number above 0 is allowed",
        "NaN  | m: {input: 1, output: 1} | --max-cost: found NaN; a number above 0 is allowed",
      })
  void whatCannotBeKeptToIsRefusedBeforeAnythingIsCalled(
      String most, String prices, String told, @TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = rehearsal(folder, "prices: {" + prices + "}")) {
      String metrics = prices.contains("j:") ? "'judge_exactness'" : "'output_length'";
      Ran ran = rehearsal.run(rehearsal.set(ROWS, metrics), "--max-cost=" + most);

      assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err()).contains(told).doesNotContain(" at org.");
      assertThat(ran.calls()).isZero();
      assertThat(rehearsal.bench().output().resolve(".runs")).doesNotExist();
    }
  }

  /** What is kept costs nothing more. */
  @Test
  void theForecastCountsWhatIsStillToBeCalled(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = rehearsal(folder, PRICES)) {
      assertThat(rehearsal.run(rehearsal.set(ROWS, "'output_length'")).code()).isZero();

      Ran ran = rehearsal.run(rehearsal.set(ROWS + 1, "'output_length'"), "--max-cost=1");
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls()).isEqualTo(1);
    }
  }
}
