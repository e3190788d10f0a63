package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.evalbeam.data.Advice;
import org.evalbeam.data.Comparison;
import org.evalbeam.data.Gap;
import org.evalbeam.data.PairedTest;
import org.junit.jupiter.api.Test;

/** Comparisons through a real pipeline. */
class CompareVariantsTest {

  private static final String BINARY = "qcm_exactness";
  private static final String JUDGED = "judge_notator";

  private static Comparison of(String metric, String a, String b) {
    return new ScoredTables().scores(metric, "a", a).scores(metric, "b", b).run().pair("a", "b");
  }

  @Test
  void twoVariantsAreComparedOnTheRowsThatBothScored() {
    Comparison pair = of(BINARY, "111/101/000/110/111/111/-", "111/001/000/010/001/ /1");

    assertThat(pair.rows()).isEqualTo(5);
    assertThat(pair.meanA()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(pair.meanB()).isCloseTo(0.4, within(1e-12));
    assertThat(pair.difference()).isCloseTo(4 / 15.0, within(1e-12));
    assertThat(pair.standardError()).isCloseTo(0.124722, within(5e-7));
    assertThat(pair.test()).isEqualTo(PairedTest.SIGN_FLIP);
    assertThat(pair.pValue()).as("3 rows differ, all one way: 2 of 8 signs").isEqualTo(0.25);
    assertThat(List.of(pair.wins(), pair.ties(), pair.losses())).containsExactly(3L, 2L, 0L);
    assertThat(pair.smallestDifference()).isCloseTo(2.801585 * 0.124722, within(1e-5));
    assertThat(pair.better()).isNull();
  }

  @Test
  void oneBinaryScoreForEachRowIsMcNemars() {
    String a = "1/1/1/1/1/1/1/1/0/0/1/0";
    String b = "0/0/0/0/0/0/0/0/1/1/1/0";
    Comparison pair = of(BINARY, a, b);

    assertThat(pair.test()).isEqualTo(PairedTest.MCNEMAR);
    assertThat(pair.pValue()).isCloseTo(0.109375, within(1e-12));
  }

  @Test
  void manyRowsAreStudents() {
    Random random = new Random(3);
    StringBuilder a = new StringBuilder("5");
    StringBuilder b = new StringBuilder("5");
    for (int row = 0; row < 60; row++) {
      a.append('/').append(4 + random.nextInt(5));
      b.append('/').append(2 + random.nextInt(5));
    }
    Comparison pair = of(JUDGED, a.toString(), b.toString());

    assertThat(pair.test()).isEqualTo(PairedTest.STUDENT_T);
    assertThat(pair.better()).isEqualTo("a");
    assertThat(pair.intervalLow()).isPositive();
    assertThat(pair.adviceGap()).isEqualTo(Gap.ONE_REPEAT);
    assertThat(pair.advice()).isNotNull();
  }

  @Test
  void onlyRowsThatDifferAreTooManyForTheExactTest() {
    Comparison pair = of(JUDGED, "6/".repeat(5) + "5/".repeat(194) + "5", "5/".repeat(199) + "5");

    assertThat(pair.rows()).isEqualTo(200);
    assertThat(pair.test()).isEqualTo(PairedTest.SIGN_FLIP);
    assertThat(pair.pValue()).as("2 of 2^5 signs").isEqualTo(2 / 32.0);
    assertThat(pair.better()).isNull();
  }

  @Test
  void manyClustersOfWhichFewDifferAreTestedExactly() {
    String clusters = "aabbccddeeffgghhiijjkkllmmnnooppqqrrssttuuvvwwxxyyzz";
    String equal = "/5".repeat(48);
    Comparison pair =
        new ScoredTables()
            .scores(JUDGED, "a", "7/7/7/7" + equal, clusters, null)
            .scores(JUDGED, "b", "6/6/6/6" + equal, clusters, null)
            .run()
            .pair("a", "b");

    assertThat(pair.clusters()).isEqualTo(26);
    assertThat(pair.test()).isEqualTo(PairedTest.SIGN_FLIP);
    assertThat(pair.pValue()).as("2 of 2^2 signs").isEqualTo(0.5);
  }

  @Test
  void aMeanIsThatOfItsOwnScores() {
    Comparison pair = of(BINARY, "1/1/0/1/1/1/0/1/1/1", "0/0/0/0/0/0/0/0/0/0");

    assertThat(pair.meanB()).as("not the rest of a difference").isEqualTo(0.0);
  }

  @Test
  void clustersAreTheUnitsOfTheTest() {
    String clusters = "aaabbbcccddd";
    Comparison pair =
        new ScoredTables()
            .scores(BINARY, "a", "1/1/1/1/1/1/1/1/1/1/1/1", clusters, null)
            .scores(BINARY, "b", "0/0/0/0/0/0/0/0/0/1/1/1", clusters, null)
            .run()
            .pair("a", "b");

    assertThat(pair.clusters()).isEqualTo(4);
    assertThat(pair.test()).isEqualTo(PairedTest.SIGN_FLIP);
    assertThat(pair.pValue()).as("3 clusters differ").isEqualTo(0.25);
    assertThat(pair.intervalDegrees()).isEqualTo(3);
  }

  @Test
  void lowerIsBetterWhereTheMetricSaysSo() {
    Comparison pair = of("generation_time", "1/1/2/3", "2/2/2/2");

    assertThat(List.of(pair.wins(), pair.ties(), pair.losses())).containsExactly(2L, 1L, 1L);
    assertThat(pair.direction()).isEqualTo("down");
    assertThat(pair.family()).isEqualTo(Comparison.OTHER);
    assertThat(pair.adviceGap()).isEqualTo(Gap.NO_RANGE);
  }

  @Test
  void pValuesAreAdjustedOverTheSet() {
    ScoredTables.Tables tables =
        new ScoredTables()
            .scores(BINARY, "a", "1/1/1/1/1/1/1/1/1/1")
            .scores(BINARY, "b", "0/0/0/0/0/0/0/0/0/0")
            .scores(BINARY, "c", "0/0/0/0/0/0/0/1/0/0")
            .scores(JUDGED, "a", "5/5")
            .scores(JUDGED, "b", "6/6")
            .scores("output_length", "a", "5/5")
            .scores("output_length", "b", "5/6")
            .run();

    assertThat(tables.comparisons()).hasSize(5);
    Comparison pair =
        tables.comparisons().stream()
            .filter(row -> row.metric().equals(BINARY) && row.variantB().equals("b"))
            .findFirst()
            .orElseThrow();
    assertThat(pair.pValue()).isCloseTo(2.0 / 1024, within(1e-12));
    assertThat(pair.familySize()).as("3 of one metric and 1 of another").isEqualTo(4);
    assertThat(pair.pHolm()).isCloseTo(4 * 2.0 / 1024, within(1e-12));
    assertThat(pair.pBenjaminiHochberg()).isCloseTo(4 * 2.0 / 1024, within(1e-12));
    assertThat(pair.better()).isEqualTo("a");
    assertThat(tables.comparisons())
        .filteredOn(row -> row.metric().equals("output_length"))
        .allSatisfy(row -> assertThat(row.family()).isEqualTo(Comparison.OTHER));
  }

  @Test
  void differentJudgesAreToldApart() {
    Comparison pair =
        new ScoredTables()
            .scores(JUDGED, "a", "9/9/9/9/9/9/9/9", null, Experiments.model("x", Map.of()))
            .scores(JUDGED, "b", "1/1/2/1/1/1/1/1", null, Experiments.model("y", Map.of()))
            .run()
            .pair("a", "b");

    assertThat(pair.caution()).isEqualTo("different_judges");
    assertThat(pair.judgeA()).isEqualTo("x");
    assertThat(pair.judgeB()).isEqualTo("y");
    assertThat(pair.family()).isEqualTo(Comparison.OTHER);
    assertThat(pair.pHolm()).isLessThan(0.05);
    assertThat(pair.better()).isNull();
  }

  @Test
  void repeatsAreAdvisedWhereTheyWouldDo() {
    Comparison noisy = of(BINARY, "10/01/10/01/10/11", "01/01/10/10/10/01");

    assertThat(noisy.advice()).isEqualTo(Advice.MORE_ROWS_OR_REPEATS);
    assertThat(noisy.repeatsForTarget()).isGreaterThan(2);
    assertThat(noisy.rowsForTarget()).isGreaterThan(6);
    assertThat(noisy.targetHalfWidth()).isEqualTo(0.05);
    assertThat(noisy.adviceGap()).isNull();
  }

  @Test
  void degenerateDataHaveAFigureOrAReason() {
    Comparison apart = of(BINARY, "1/1/-/-", "-/-/1/1");
    assertThat(apart.rows()).isZero();
    assertThat(apart.intervalGap()).isEqualTo(Gap.NO_SHARED_ROWS);
    assertThat(apart.pValue()).isNull();
    assertThat(apart.difference()).isNull();

    Comparison one = of(JUDGED, "5", "6");
    assertThat(one.intervalGap()).isEqualTo(Gap.ONE_ROW);
    assertThat(one.pValue()).isEqualTo(1);

    Comparison equal = of(JUDGED, "5/5/5", "5/5/5");
    assertThat(equal.intervalGap()).isEqualTo(Gap.NO_SPREAD);
    assertThat(equal.pValue()).isEqualTo(1);
    assertThat(equal.smallestDifference()).isNull();

    Comparison shifted = of(JUDGED, "5/".repeat(30) + "5", "6/".repeat(30) + "6");
    assertThat(shifted.intervalGap()).isEqualTo(Gap.NO_SPREAD);
    assertThat(shifted.pValue()).as("2 of 2^31 signs").isEqualTo(Math.pow(2, -30));
    assertThat(shifted.better()).isEqualTo("b");

    assertThat(List.of(apart, one, equal, shifted).toString()).doesNotContain("NaN", "Infinity");
  }
}
