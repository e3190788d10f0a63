package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.evalbeam.data.FailureReason;
import org.evalbeam.stats.Agreement;
import org.evalbeam.stats.MetricTally;
import org.evalbeam.stats.Outcome;
import org.evalbeam.stats.PairTally;
import org.evalbeam.stats.ScoreBlock;
import org.evalbeam.stats.VariantTally;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

/** Beam's laws of combiners: any sharding, permuting and merging gives the same. */
class TallyFnsTest {

  private static final double TOLERANCE = 1e-12;

  @Test
  void blocksAreTheSameToTheBit() {
    List<ScoreBlock.Entry> entries = entries(60);
    byte[] expected = bytes(block(entries).tally());

    CombineFnTester.testCombineFn(
        new BlockFn(),
        entries,
        matching("the same bytes", tally -> Arrays.equals(bytes(tally), expected)));
  }

  @Test
  void talliesOfBlocksMayBeMergedInAnyWay() {
    List<MetricTally> tallies = new ArrayList<>();
    MetricTally expected = new MetricTally();
    for (int block = 0; block < 8; block++) {
      int number = block;
      MetricTally tally =
          block(
                  entries(120).stream()
                      .filter(entry -> entry.row() % 8 == number)
                      .map(TallyFnsTest::unclustered)
                      .toList())
              .tally();
      tallies.add(tally);
      expected.merge(tally);
    }

    CombineFnTester.testCombineFn(
        new MergeTalliesFn(),
        tallies,
        matching("the same figures", tally -> same(tally, expected)));
  }

  @Test
  void figuresOfCallsMayBeMergedInAnyWay() {
    List<CallFigures> figures = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      figures.add(
          new CallFigures(
              i % 7 == 0,
              i % 5 == 0 ? "length" : i % 3 == 0 ? "content_filter" : "stop",
              i % 4 == 0 ? null : Long.valueOf(i),
              null,
              i % 2 == 0 ? Double.valueOf(0.25) : null,
              i % 6 == 0 ? null : Double.valueOf(i / 8.0)));
    }

    CombineFnTester.testCombineFn(
        new TallyCalls.TallyFn(),
        figures,
        new CustomTypeSafeMatcher<CallTally>("the figures added up") {
          @Override
          protected boolean matchesSafely(CallTally tally) {
            return tally.calls() == 20
                && tally.failed() == 3
                && tally.truncated() == 4
                && tally.refused() == 5
                && Long.valueOf(150).equals(tally.tokensPrompt())
                && tally.tokensCompletion() == null
                && Double.valueOf(2.5).equals(tally.cost())
                && tally.seconds().count() == 16
                && tally.seconds().max() == 19 / 8.0;
          }
        });
  }

  @Test
  void pairsOfScoresMayBeMergedInAnyWay() {
    List<Agreement.Cell> cells = new ArrayList<>();
    Agreement expected = new Agreement();
    for (int i = 0; i < 25; i++) {
      Agreement.Cell cell = new Agreement.Cell(i % 4, (i * i + 1) % 5);
      cells.add(cell);
      expected.add(cell.human(), cell.judge());
    }

    CombineFnTester.testCombineFn(
        new MeasureJudges.AgreeFn(),
        cells,
        new CustomTypeSafeMatcher<Agreement>("the same agreement") {
          @Override
          protected boolean matchesSafely(Agreement agreement) {
            return agreement.cells().equals(expected.cells())
                && agreement.kappa() == expected.kappa()
                && near(agreement.pearson(), expected.pearson());
          }
        });
  }

  @Test
  void whatIsKeptOfCallsSurvivesItsCoder() throws CoderException {
    CallTally tally = new CallTally();
    Coder<CallTally> coder = new TallyCoder.OfCalls();
    byte[] empty = CoderUtils.encodeToByteArray(coder, tally);
    tally.add(CallFigures.of(Records.answer(Records.row(0, "q"), "text")));
    tally.add(CallFigures.of(Records.failedAnswer(Records.row(1, "q"), FailureReason.TIMEOUT)));
    byte[] full = CoderUtils.encodeToByteArray(coder, tally);

    for (byte[] encoded : List.of(empty, full)) {
      assertThat(
              CoderUtils.encodeToByteArray(coder, CoderUtils.decodeFromByteArray(coder, encoded)))
          .isEqualTo(encoded);
    }
    CallTally decoded = CoderUtils.decodeFromByteArray(coder, full);
    assertThat(decoded.failed()).isEqualTo(1);
    assertThat(decoded.cost()).isEqualTo(0.25);
    assertThat(decoded.seconds().count()).isEqualTo(2);
  }

  private static ScoreBlock.Entry unclustered(ScoreBlock.Entry entry) {
    return new ScoreBlock.Entry(
        entry.row(),
        null,
        entry.variant(),
        entry.repeat(),
        entry.judgeRepeat(),
        entry.outcome(),
        entry.score());
  }

  private static List<ScoreBlock.Entry> entries(int count) {
    Random random = new Random(7);
    List<ScoreBlock.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Outcome outcome = i % 11 == 0 ? Outcome.FAILED : Outcome.SCORED;
      int row = i / 4;
      entries.add(
          new ScoreBlock.Entry(
              row,
              row % 3 == 0 ? null : "c" + row % 4,
              i % 2,
              i / 2 % 2,
              0,
              outcome,
              outcome == Outcome.SCORED ? random.nextInt(10) / 3.0 : 0));
    }
    return entries;
  }

  private static ScoreBlock block(List<ScoreBlock.Entry> entries) {
    ScoreBlock block = new ScoreBlock();
    entries.forEach(block::add);
    return block;
  }

  private static boolean same(MetricTally tally, MetricTally expected) {
    boolean same = tally.variants() == expected.variants();
    for (int number = 0; same && number < expected.variants(); number++) {
      VariantTally a = tally.variant(number);
      VariantTally b = expected.variant(number);
      same =
          a != null
              && b != null
              && near(a.overRepeats().mean(), b.overRepeats().mean())
              && near(a.overRepeats().variance(), b.overRepeats().variance())
              && near(a.rowMeans().mean(), b.rowMeans().mean())
              && near(a.rowMeans().standardError(), b.rowMeans().standardError())
              && near(a.spread().rowVariance(), b.spread().rowVariance())
              && near(a.spread().resamplingVariance(), b.spread().resamplingVariance())
              && near(a.meanWith(0), b.meanWith(0))
              && a.scores().quantile(0.5) == b.scores().quantile(0.5)
              && a.rows() == b.rows();
    }
    PairTally a = tally.pair(0, 1);
    PairTally b = expected.pair(0, 1);
    return same
        && a != null
        && b != null
        && near(a.differences().mean(), b.differences().mean())
        && near(a.differences().standardError(), b.differences().standardError())
        && a.higher() == b.higher()
        && a.lower() == b.lower()
        && Double.compare(a.signFlip(), b.signFlip()) == 0;
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
  }

  private static byte[] bytes(MetricTally tally) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      tally.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Matcher<MetricTally> matching(String what, Predicate<MetricTally> test) {
    return new CustomTypeSafeMatcher<>(what) {
      @Override
      protected boolean matchesSafely(MetricTally tally) {
        return test.test(tally);
      }
    };
  }
}
