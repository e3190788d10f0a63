package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Gap;
import org.evalbeam.data.IntervalMethod;
import org.evalbeam.data.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Summaries through a real pipeline. */
class AggregateScoresTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final String BINARY = "qcm_exactness";
  private static final String JUDGED = "judge_notator";
  private static final String UNBOUNDED = "output_length";

  private static Summary of(String metric, String rows) {
    return new ScoredTables().scores(metric, "v", rows).run().only();
  }

  @Test
  void theMeanIsThatOfTheRepeatsAndTheIntervalThatOfTheRows() {
    Summary lost = of(BINARY, "111/001/000/0-0/001");

    assertThat(lost.mean()).isCloseTo(0.35, EXACT);
    assertThat(lost.std()).isCloseTo(Math.sqrt(0.0475), EXACT);
    assertThat(lost.variance()).isCloseTo(0.0475, EXACT);
    assertThat(lost.repeatMeans()).hasSize(3);
    assertThat(lost.repeatMeans().get(1)).isCloseTo(0.25, EXACT);
    assertThat(lost.rowMean()).isCloseTo(1 / 3.0, EXACT);
    assertThat(lost.intervalEstimator()).isEqualTo("row_mean");
    assertThat(lost.worstMean()).isCloseTo(1 / 3.0, EXACT);
    assertThat(lost.support()).isEqualTo(14);
    assertThat(lost.failed()).isEqualTo(1);
    assertThat(lost.rows()).isEqualTo(5);
    assertThat(lost.scoredRows()).isEqualTo(5);
    assertThat(lost.passAtK()).hasSize(3);
  }

  @Test
  void eachWayToHaveNoScoreIsCountedApart() {
    Summary summary = of(JUDGED, "7/-/?/?/././.");

    assertThat(summary.support()).isEqualTo(1);
    assertThat(summary.failed()).isEqualTo(1);
    assertThat(summary.unparsed()).isEqualTo(2);
    assertThat(summary.notApplicable()).isEqualTo(3);
    assertThat(summary.rows()).isEqualTo(7);
    assertThat(summary.worstMean()).as("three at 1").isCloseTo(2.5, EXACT);
    assertThat(summary.mean()).isEqualTo(7);
  }

  @Test
  void aRepeatThatFailedAltogetherIsNoRepeatOfTheMean() {
    Summary summary = of(BINARY, "1-?");

    assertThat(summary.repeatMeans()).containsExactly(1.0);
    assertThat(summary.repeats()).isEqualTo(1);
    assertThat(summary.std()).isNull();
    assertThat(summary.worstMean()).isCloseTo(1 / 3.0, EXACT);
  }

  @Test
  void aBinaryScoreForEachRowHasWilsonsInterval() {
    Summary summary = of(BINARY, "1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/0/0/0/0");

    assertThat(summary.intervalMethod()).isEqualTo(IntervalMethod.WILSON);
    assertThat(summary.intervalLow()).isCloseTo(0.58398, within(5e-6));
    assertThat(summary.intervalHigh()).isCloseTo(0.91934, within(5e-6));
    assertThat(summary.intervalDegrees()).isNull();
    assertThat(summary.varianceGap()).isEqualTo(Gap.ONE_REPEAT);
  }

  /** SE 0.182574 on 4 degrees is worth n* = (2/9)/SE²·(1.96/2.776)² = 3.3226 independent scores. */
  @Test
  void repeatsOfBinaryScoresAreWorthLessThanTheyAreMany() {
    Summary summary = of(BINARY, "111/101/000/110/111");

    double n = (2 / 9.0) / (1 / 30.0) * Math.pow(1.959963984540054 / 2.7764451051977987, 2);
    double z2 = Math.pow(1.959963984540054, 2);
    double p = 2 / 3.0;
    double half = Math.sqrt(z2) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    assertThat(summary.intervalMethod()).isEqualTo(IntervalMethod.WILSON_EFFECTIVE);
    assertThat(summary.intervalLow())
        .isCloseTo((p + z2 / (2 * n) - half) / (1 + z2 / n), within(1e-9));
    assertThat(summary.intervalHigh())
        .isCloseTo((p + z2 / (2 * n) + half) / (1 + z2 / n), within(1e-9));
    assertThat(summary.intervalDegrees()).isEqualTo(4);
    assertThat(summary.rowVariance()).isCloseTo(0.11 / 0.9, EXACT);
    assertThat(summary.varianceGap()).isNull();
  }

  @Test
  void otherScoresHaveStudentsIntervalWithinTheRange() {
    Summary summary = of(JUDGED, "9/9/9/1");

    assertThat(summary.intervalMethod()).isEqualTo(IntervalMethod.STUDENT_T);
    assertThat(summary.standardError()).isCloseTo(2, EXACT);
    assertThat(summary.intervalLow()).isEqualTo(1);
    assertThat(summary.intervalHigh()).isEqualTo(10);
    assertThat(summary.intervalDegrees()).isEqualTo(3);
    assertThat(summary.passAtK()).isNull();
  }

  @Test
  void clustersAreTheUnitsWhereTheDatasetNamesThem() {
    Summary summary =
        new ScoredTables()
            .scores(BINARY, "v", "1/1/1/0/0/0/1/1/0/1", "aaabbbccdd", null)
            .run()
            .only();

    assertThat(summary.clusters()).isEqualTo(4);
    assertThat(summary.standardError()).isCloseTo(0.267333, within(5e-7));
    assertThat(summary.intervalMethod()).isEqualTo(IntervalMethod.WILSON_EFFECTIVE);
    assertThat(summary.intervalDegrees()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "output_length, 5, ONE_ROW, ONE_ROW",
    "output_length, 5/5/5, NO_SPREAD, ONE_REPEAT",
    "output_length, 55/55, NO_SPREAD,",
    "output_length, -/-, NO_SCORES, NO_SCORES",
    "qcm_exactness, ./., NO_SCORES, NO_SCORES",
    "qcm_exactness, 1, , ONE_ROW",
    "qcm_exactness, 11/11, ,",
    "qcm_exactness, 10, , ONE_ROW",
  })
  void degenerateDataHaveAFigureOrAReason(
      String metric, String rows, Gap intervalGap, Gap varianceGap) {
    Summary summary = of(metric, rows);

    assertThat(summary.intervalGap()).isEqualTo(intervalGap);
    assertThat(summary.varianceGap()).isEqualTo(varianceGap);
    assertThat(summary.intervalLow() == null).isEqualTo(intervalGap != null);
    assertThat(summary.intervalHigh() == null).isEqualTo(intervalGap != null);
    assertThat(summary.intervalMethod() == null).isEqualTo(intervalGap != null);
    assertThat(summary.rowVariance() == null).isEqualTo(varianceGap != null);
    assertThat(summary.toString()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void oneClusterOfScoresHasNoStudentInterval() {
    Summary summary = new ScoredTables().scores(UNBOUNDED, "v", "1/2/3", "aaa", null).run().only();

    assertThat(summary.intervalGap()).isEqualTo(Gap.ONE_CLUSTER);
    assertThat(summary.standardError()).isNull();
  }

  @Test
  void whatTheAnswersTookStandsBeside() {
    Summary summary =
        new ScoredTables()
            .scores(BINARY, Records.VARIANT, "1/-")
            .answers(
                Records.answer(Records.row(0, "q"), "a"),
                Records.failedAnswer(Records.row(1, "q"), FailureReason.TIMEOUT))
            .run()
            .only();

    assertThat(summary.answers()).isEqualTo(2);
    assertThat(summary.answersFailed()).isEqualTo(1);
    assertThat(summary.tokensPrompt()).isEqualTo(22);
    assertThat(summary.tokensCompletion()).isNull();
    assertThat(summary.cost()).isEqualTo(0.25);
    assertThat(summary.latencyP50()).isEqualTo(0.5);
    assertThat(summary.judgeCost()).isNull();
  }

  @Test
  void nothingSeenIsNothingSummarized() {
    ScoredTables.Tables tables = new ScoredTables().scores(BINARY, "v", "").run();

    assertThat(tables.summary()).isEmpty();
    assertThat(tables.comparisons()).isEmpty();
  }
}
