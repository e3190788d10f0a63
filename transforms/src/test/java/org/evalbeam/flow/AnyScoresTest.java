package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.beam.sdk.values.KV;
import org.evalbeam.data.Comparison;
import org.evalbeam.data.Summary;
import org.evalbeam.metric.Score;
import org.evalbeam.stats.AdjustedP;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.Outcome;
import org.evalbeam.stats.ScoreBlock;
import org.evalbeam.stats.VariantTally;
import org.jspecify.annotations.Nullable;

/** Whatever the scores, most of all few and equal ones: a figure, or null with a reason. */
class AnyScoresTest {

  private static final String BINARY = "qcm_exactness";
  private static final String JUDGED = "judge_notator";
  private static final String UNBOUNDED = "output_length";

  @Property(tries = 1000)
  void rowsOfTheTablesHoldNoNumberThatIsNone(@ForAll("tables") Table table) throws Exception {
    MetricKey key = new MetricKey(Records.DATASET, table.metric);
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("e0").label("v0").metrics(table.metric),
            Experiments.named("e1").label("v1").metrics(table.metric));
    ScoreBlock block = new ScoreBlock();
    table.entries.forEach(block::add);
    MetricTally tally = block.tally();

    List<ComparedVariants.Compared> compared = new ComparedVariants(plan).of(key);
    for (int number = 0; number < compared.size(); number++) {
      VariantTally scores = tally.variant(number);
      if (scores != null) {
        check(SummaryRow.of(key, compared.get(number), scores, new CallTally(), new CallTally()));
      }
    }
    List<PairedRow> pairs = new ArrayList<>();
    new PairUp(plan, 0.05).each(KV.of(key, tally), pairs::add);
    for (PairedRow pair : pairs) {
      Double p = pair.pValue().value();
      check(pair.row(AdjustedP.of(p == null ? new double[0] : new double[] {p})));
    }
  }

  private static void check(Summary row) throws ReflectiveOperationException {
    finite(row);
    assertThat(row.mean() == null).isEqualTo(row.support() == 0);
    assertThat(row.intervalLow() == null).isEqualTo(row.intervalGap() != null);
    assertThat(row.intervalHigh() == null).isEqualTo(row.intervalGap() != null);
    assertThat(row.passAtK() == null).isEqualTo(row.passHatK() == null);
    if (row.passAtK() != null && row.passHatK() != null) {
      assertThat(row.passAtK()).isNotEmpty().hasSameSizeAs(row.passHatK());
      assertThat(row.passAtK().get(0)).isCloseTo(row.passHatK().get(0), within(1e-12));
      for (int k = 1; k <= row.passAtK().size(); k++) {
        assertThat(row.passHatK().get(k - 1)).isBetween(0.0, row.passAtK().get(k - 1) + 1e-12);
        assertThat(row.passAtK().get(k - 1)).isLessThanOrEqualTo(1);
      }
    }
    assertThat(row.rowVariance() == null).isEqualTo(row.varianceGap() != null);
    assertThat(row.resamplingVariance() == null && row.varianceGap() == null).isFalse();
    if (row.intervalLow() != null && row.rowMean() != null && row.intervalHigh() != null) {
      assertThat(row.intervalLow()).isLessThanOrEqualTo(row.rowMean() + 1e-12);
      assertThat(row.intervalHigh()).isGreaterThanOrEqualTo(row.rowMean() - 1e-12);
    }
    if (row.worstMean() != null && row.mean() != null) {
      assertThat(row.worstMean()).isLessThanOrEqualTo(row.mean() + 1e-12);
      if (row.failed() + row.unparsed() == 0) {
        assertThat(row.worstMean()).isCloseTo(row.mean(), within(1e-12));
      }
    }
  }

  private static void check(Comparison row) throws ReflectiveOperationException {
    finite(row);
    assertThat(row.intervalLow() == null).isEqualTo(row.intervalGap() != null);
    assertThat(row.pValue() == null).isEqualTo(row.rows() == 0);
    assertThat(row.advice() == null).isEqualTo(row.rowsForTarget() == null);
    assertThat(row.advice() == null && row.adviceGap() == null).isFalse();
    assertThat(row.wins() + row.ties() + row.losses()).isEqualTo(row.rows());
    if (row.pValue() != null) {
      assertThat(row.pValue()).isBetween(0.0, 1.0);
      assertThat(row.pHolm()).isEqualTo(row.pValue());
    }
    if (row.difference() != null && row.intervalLow() != null && row.intervalHigh() != null) {
      assertThat(row.difference()).isBetween(row.intervalLow() - 1e-12, row.intervalHigh() + 1e-12);
    }
  }

  private static void finite(Record row) throws ReflectiveOperationException {
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      finite(component.getName(), component.getAccessor().invoke(row));
    }
  }

  private static void finite(String name, @Nullable Object value) {
    if (value instanceof Double number) {
      assertThat(number).as(name).isFinite();
    } else if (value instanceof Collection<?> list) {
      list.forEach(item -> finite(name, item));
    }
  }

  record Table(String metric, List<ScoreBlock.Entry> entries) {}

  @Provide
  static Arbitrary<Table> tables() {
    return Combinators.combine(
            Arbitraries.of(BINARY, JUDGED, UNBOUNDED),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 3))
        .flatAs(AnyScoresTest::tables);
  }

  /** Few rows, repeats and values make what is degenerate frequent. */
  private static Arbitrary<Table> tables(
      String metric, int rows, int repeats, boolean clustered, int values) {
    Arbitrary<Outcome> outcome =
        Arbitraries.frequency(
            Tuple.of(8, Outcome.SCORED),
            Tuple.of(1, Outcome.FAILED),
            Tuple.of(1, Outcome.UNPARSED),
            Tuple.of(1, Outcome.NOT_APPLICABLE));
    return Combinators.combine(
            Arbitraries.integers().between(0, rows - 1),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, repeats - 1),
            Arbitraries.integers().between(0, 1),
            outcome,
            Arbitraries.integers().between(0, values - 1))
        .as(
            (row, variant, repeat, word, how, value) ->
                new ScoreBlock.Entry(
                    row,
                    clustered ? "c" + row % 2 : null,
                    variant,
                    repeat,
                    word,
                    how,
                    how == Outcome.SCORED ? score(metric, value) : 0))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .uniqueElements(e -> List.of(e.row(), e.variant(), e.repeat(), e.judgeRepeat()))
        .map(entries -> new Table(metric, entries));
  }

  private static double score(String metric, int value) {
    return switch (metric) {
      case BINARY -> value % 2;
      case JUDGED -> 1 + 3 * value;
      default -> value == 2 ? Score.LARGEST : value / 3.0;
    };
  }
}
