package org.evalbeam.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that were worked out by hand, or with another program. */
class WorkedNumbersTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final Offset<Double> FIVE_DIGITS = within(5e-6);

  private static final String A = "111/101/000/110/111";
  private static final String B = "111/001/000/010/001";

  @Test
  void meanAndDeviationAreThoseOfTheRepeats() {
    Moments a = Scores.variant(A).overRepeats();
    assertThat(a.mean()).isCloseTo(2 / 3.0, EXACT);
    assertThat(Math.sqrt(a.variance())).isCloseTo(0.115470, within(5e-7));
    Moments b = Scores.variant(B).overRepeats();
    assertThat(b.mean()).isCloseTo(0.4, EXACT);
    assertThat(Math.sqrt(b.variance())).isCloseTo(0.2, EXACT);
  }

  @Test
  void aLostScoreTellsThreeMeansApart() {
    VariantTally lost = Scores.variant("111/001/000/0-0/001");

    assertThat(lost.overRepeats().mean()).isCloseTo(0.35, EXACT);
    assertThat(Math.sqrt(lost.overRepeats().variance())).isCloseTo(0.2179, within(5e-5));
    assertThat(lost.count(Outcome.SCORED)).isEqualTo(14);
    assertThat(lost.rowMeans().mean()).isCloseTo(1 / 3.0, EXACT);
    assertThat(lost.scores().count()).isEqualTo(14);
  }

  @Test
  void aLostScoreMayBeTakenForTheWorst() {
    VariantTally lost = Scores.variant("111/001/000/0-0/001");

    assertThat(lost.meanWith(0)).isCloseTo((0.2 + 0.2 + 0.6) / 3, EXACT);
    assertThat(lost.meanWith(1)).isCloseTo((0.2 + 0.4 + 0.6) / 3, EXACT);
    assertThat(Scores.variant("-/-").meanWith(0)).isZero();
  }

  @Test
  void theStandardErrorIsThatOfTheRowMeans() {
    VariantTally a = Scores.variant(A);
    assertThat(a.rowMeans().standardError()).isCloseTo(0.182574, within(5e-7));
    Interval interval = Interval.student(a.rowMeans().mean(), a.rowMeans().standardError(), 4);
    assertThat(interval.low()).isCloseTo(0.1598, within(5e-5));
    assertThat(interval.high()).isCloseTo(1.1736, within(5e-5));
    assertThat(interval.clip(0, 1).high()).isEqualTo(1);
  }

  @Test
  void theVarianceIsSplitIntoRowsAndResampling() {
    RepeatSpread spread = Scores.variant(A).spread();
    assertThat(spread.meanSquareBetween()).isCloseTo(0.5, EXACT);
    assertThat(spread.meanSquareWithin()).isCloseTo(0.13333, FIVE_DIGITS);
    assertThat(spread.rowVariance()).isCloseTo(0.12222, FIVE_DIGITS);
    assertThat(spread.resamplingVariance()).isCloseTo(0.13333, FIVE_DIGITS);
    assertThat(spread.judgeVariance()).isNaN();
  }

  /**
   * Rows 1 3 5 / 2 4 / 9, by hand: N 6, n 3, means 3, 3, 9, grand mean 4. Between: 3·1 + 2·1 + 1·25
   * = 30, MSB 15. Within: 8 + 2 + 0 = 10, MSW 10/3. K₀ = (6 − (9+4+1)/6)/2 = 11/6. σ²_row = (15 −
   * 10/3)/(11/6) = 70/11. ICC = (35/3)/(15 + 5/6·10/3) = (35/3)/(160/9) = 21/32.
   */
  @Test
  void theVarianceOfAnUnbalancedTableIsSplit() {
    RepeatSpread spread = Scores.variant("135/24/9").spread();
    assertThat(spread.meanSquareBetween()).isCloseTo(15, EXACT);
    assertThat(spread.meanSquareWithin()).isCloseTo(10 / 3.0, EXACT);
    assertThat(spread.typicalRepeats()).isCloseTo(11 / 6.0, EXACT);
    assertThat(spread.rowVariance()).isCloseTo(70 / 11.0, EXACT);
    assertThat(spread.icc()).isCloseTo(21 / 32.0, EXACT);
    assertThat(spread.meanInverseRepeats()).isCloseTo((1 / 3.0 + 1 / 2.0 + 1) / 3, EXACT);
  }

  @Test
  void theIntraclassCorrelationOfRepeats() {
    assertThat(Scores.variant("88/67/32/99/57").spread().icc()).isCloseTo(0.907336, within(5e-7));
  }

  /**
   * One row, answers judged 1 3 and 5 5 (means 2 and 5), another with answers judged 4 and 6 8
   * (means 4 and 7). The judge: (2 + 0 + 0 + 2)/(7 − 4) = 4/3. Answers: (4.5 + 4.5)/2 = 4.5; of
   * that the judge's part is 4/3·(1/2 + 1/2 + 1 + 1/2)/4 = 5/6, and 11/3 is left.
   */
  @Test
  void theJudgesOwnVarianceIsTakenOutOfTheAnswers() {
    List<ScoreBlock.Entry> entries = new ArrayList<>();
    double[][][] words = {{{1, 3}, {5, 5}}, {{4}, {6, 8}}};
    for (int row = 0; row < words.length; row++) {
      for (int repeat = 0; repeat < words[row].length; repeat++) {
        for (int word = 0; word < words[row][repeat].length; word++) {
          entries.add(
              new ScoreBlock.Entry(
                  row, null, 0, repeat, word, Outcome.SCORED, words[row][repeat][word]));
        }
      }
    }
    VariantTally tally = Scores.variant(Scores.tally(entries), 0);
    assertThat(tally.spread().judgeVariance()).isCloseTo(4 / 3.0, EXACT);
    assertThat(tally.spread().answerVariance()).isCloseTo(4.5, EXACT);
    assertThat(tally.spread().resamplingVariance()).isCloseTo(11 / 3.0, EXACT);
    assertThat(tally.rowMeans().mean()).isCloseTo((3.5 + 5.5) / 2, EXACT);
    assertThat(tally.overRepeats().mean()).isCloseTo(((2 + 4) / 2.0 + (5 + 7) / 2.0) / 2, EXACT);
  }

  @Test
  void clustersMakeTheStandardErrorLarger() {
    String rows = "1/1/1/0/0/0/1/1/0/1";
    MetricTally clustered = Scores.tally(Scores.table(0, rows, "aaabbbccdd"));
    ClusterMoments moments = Scores.variant(clustered, 0).rowMeans();
    assertThat(moments.standardError()).isCloseTo(0.267333, within(5e-7));
    assertThat(moments.plainStandardError()).isCloseTo(0.163299, within(5e-7));
    assertThat(moments.clusters()).isEqualTo(4);
    assertThat(Scores.variant(rows).rowMeans().standardError()).isCloseTo(0.163299, within(5e-7));
  }

  @ParameterizedTest
  @CsvSource({"16, 20, 0.58398, 0.91934", "0, 20, 0, 0.16113"})
  void wilsonsInterval(int right, int n, double low, double high) {
    Interval interval = Interval.wilson(right / (double) n, n);
    assertThat(interval.low()).isCloseTo(low, FIVE_DIGITS);
    assertThat(interval.high()).isCloseTo(high, FIVE_DIGITS);
  }

  @Test
  void thePairedDifference() {
    ClusterMoments differences = Scores.pair(A, B, null).differences();
    assertThat(differences.mean()).isCloseTo(0.26667, FIVE_DIGITS);
    assertThat(differences.standardError()).isCloseTo(0.124722, within(5e-7));
    assertThat(PairedTests.student(differences.mean(), differences.standardError(), 4))
        .isCloseTo(0.09930, FIVE_DIGITS);
  }

  @Test
  void thePairedTestsOfTenRows() {
    List<ScoreBlock.Entry> entries = new ArrayList<>();
    double[] a = {8, 9, 5, 7, 10, 3, 6, 8, 9, 4};
    double[] b = {7, 9, 4, 7, 8, 4, 5, 6, 9, 3};
    for (int row = 0; row < a.length; row++) {
      entries.add(Scores.score(row, null, 0, a[row]));
      entries.add(Scores.score(row, null, 1, b[row]));
    }
    PairTally pair = Scores.pair(Scores.tally(entries));
    assertThat(pair.differences().mean()).isCloseTo(0.7, EXACT);
    assertThat(pair.differences().standardError()).isCloseTo(0.3, EXACT);
    assertThat(PairedTests.student(0.7, 0.3, 9)).isCloseTo(0.044504, within(5e-7));
    assertThat(pair.signFlip()).isEqualTo(0.09375);
    assertThat(List.of(pair.higher(), pair.lower())).containsExactly(6L, 1L);
    assertThat(pair.meanOfFirst()).isCloseTo(6.9, EXACT);
  }

  @Test
  void mcNemarsExactTest() {
    assertThat(PairedTests.mcNemar(8, 2)).isCloseTo(0.109375, EXACT);
    assertThat(PairedTests.mcNemar(2, 8)).isCloseTo(0.109375, EXACT);
    assertThat(PairedTests.mcNemar(3, 3)).isEqualTo(1);
    assertThat(PairedTests.mcNemar(0, 0)).isEqualTo(1);
  }

  @Test
  void adjustedPValues() {
    double[] p = {.039, .001, .042, .008, .041};
    AdjustedP family = AdjustedP.of(p);
    double[] sorted = {.001, .008, .039, .041, .042};
    assertThat(Arrays.stream(sorted).map(family::holm).toArray())
        .containsExactly(new double[] {.005, .032, .117, .117, .117}, EXACT);
    assertThat(Arrays.stream(sorted).map(family::benjaminiHochberg).toArray())
        .containsExactly(new double[] {.005, .02, .042, .042, .042}, EXACT);
    assertThat(family.size()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.1321", "5, 0.0835"})
  void theSmallestDifferenceThatCanBeSeen(int repeats, double expected) {
    Design design = new Design(200, 1 / 9.0, 2 * (1 / 6.0));
    assertThat(Design.smallestDifference(design.standardError(repeats)))
        .isCloseTo(expected, within(5e-5));
  }

  /** The same design: half width 0.1 takes SE 0.1/1.96; 0.03 is less than rows alone allow. */
  @Test
  void rowsAndRepeatsForAnInterval() {
    Design design = new Design(200, 1 / 9.0, 1 / 3.0);
    double now = design.standardError(1);
    double rows = Design.rowsFor(200, now, 0.05);
    assertThat(1.96 * now * Math.sqrt(200 / rows)).isLessThan(0.05).isGreaterThan(0.0499);
    double repeats = design.repeatsFor(0.06);
    assertThat(1.96 * design.standardError(repeats)).isLessThan(0.06);
    assertThat(1.96 * design.standardError(repeats - 1)).isGreaterThan(0.06);
    assertThat(design.repeatsFor(0.03)).isInfinite();
    assertThat(new Design(200, Double.NaN, Double.NaN).repeatsFor(0.03)).isNaN();
  }

  @Test
  void passAtKAndPassHatK() {
    assertThat(Successes.passAtK(10, 3, 5)).isCloseTo(0.916667, within(5e-7));
    assertThat(Successes.passHatK(10, 8, 4)).isCloseTo(0.333333, within(5e-7));
    assertThat(Scores.variant(A).successes().passAtK(3).get(0)).isCloseTo(2 / 3.0, EXACT);
    assertThat(Scores.variant(A).successes().passAtK(3).subList(1, 3)).containsExactly(0.8, 0.8);
    List<Double> all = Scores.variant(A).successes().passHatK(3);
    assertThat(all.get(0)).isCloseTo(2 / 3.0, EXACT);
    assertThat(all.get(1)).isCloseTo((1 + 1 / 3.0 + 0 + 1 / 3.0 + 1) / 5, EXACT);
    assertThat(all.get(2)).isCloseTo(0.4, EXACT);
    assertThat(Scores.variant("12/11").successes().passAtK(2)).isEmpty();
  }
}
