package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Gap;
import org.evalbeam.data.IntervalMethod;
import org.evalbeam.data.PairedTest;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Preferred;
import org.evalbeam.data.Status;
import org.evalbeam.data.WinRate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Win rates of preferences given as texts: a word for each row, two signs for each repeat, the
 * verdicts with a and with b shown first ({@code a}, {@code b}, {@code t}); {@code ==} are equal
 * texts, {@code --} failed, {@code ??} unparsed.
 */
class RateWinsTest {

  private static final double EXACT = 1e-9;

  private final List<Preference> preferences = new ArrayList<>();

  private RateWinsTest pair(String b, String rows, @Nullable String clusters) {
    String[] words = rows.split(" ", -1);
    for (int row = 0; row < words.length; row++) {
      for (int repeat = 0; repeat < words[row].length() / 2; repeat++) {
        String verdicts = words[row].substring(2 * repeat, 2 * repeat + 2);
        String cluster = clusters == null ? null : clusters.substring(row, row + 1);
        preferences.add(preference(b, row, repeat, cluster, verdicts));
      }
    }
    return this;
  }

  private static Preference preference(
      String b, int row, int repeat, @Nullable String cluster, String verdicts) {
    Preferred aFirst = preferred(verdicts.charAt(0));
    Preferred bFirst = preferred(verdicts.charAt(1));
    boolean identical = verdicts.equals("==");
    Status status =
        switch (verdicts) {
          case "--" -> Status.FAILED;
          case "??" -> Status.UNPARSED;
          default -> Status.OK;
        };
    return new Preference(
        "d",
        row,
        cluster,
        repeat,
        "better",
        "judge_pairwise",
        "a",
        b,
        "ea",
        "eb",
        0,
        identical
            ? Preferred.TIE
            : aFirst == null || bFirst == null ? null : Preferred.of(aFirst, bFirst),
        aFirst,
        bFirst,
        aFirst == null ? null : Boolean.valueOf(aFirst == bFirst),
        identical,
        null,
        null,
        status,
        status == Status.OK ? null : FailureReason.UNREADABLE_SCORE,
        status == Status.OK ? null : "none",
        "j",
        null,
        null,
        null,
        null,
        0,
        null,
        null);
  }

  private static @Nullable Preferred preferred(char sign) {
    return switch (sign) {
      case 'a' -> Preferred.A;
      case 'b' -> Preferred.B;
      case 't' -> Preferred.TIE;
      default -> null;
    };
  }

  private List<WinRate> rates() {
    return TestPipelines.output(
            pipeline ->
                pipeline.apply(Batches.of(Preference.class, preferences)).apply(RateWins.create()))
        .stream()
        .sorted(Comparator.comparing(WinRate::variantB))
        .toList();
  }

  private WinRate only() {
    List<WinRate> rates = rates();
    assertThat(rates).hasSize(1);
    return rates.get(0);
  }

  @Test
  void onePreferenceForEachRowWithTies() {
    WinRate rate = pair("b", "aa aa aa bb ab tt == ?? --", null).only();

    assertThat(rate)
        .isEqualTo(
            new WinRate(
                "d",
                "better",
                "judge_pairwise",
                "a",
                "b",
                "j",
                7,
                null,
                7,
                3,
                3,
                1,
                1,
                1,
                1,
                1,
                0,
                rate.winRate(),
                rate.standardError(),
                rate.intervalLow(),
                rate.intervalHigh(),
                IntervalMethod.STUDENT_T,
                6L,
                null,
                0.625,
                PairedTest.SIGN,
                1,
                0.625,
                null,
                6,
                4,
                2,
                0.6));
    assertThat(rate.winRate()).isCloseTo(4.5 / 7, within(EXACT));
    assertThat(rate.standardError()).isCloseTo(1 / 7.0, within(EXACT));
    assertThat(rate.intervalLow()).isCloseTo((4.5 - 2.4469118511) / 7, within(EXACT));
    assertThat(rate.intervalHigh()).isCloseTo((4.5 + 2.4469118511) / 7, within(EXACT));
  }

  @Test
  void repeatsOfARowCountAsOneRow() {
    WinRate rate = pair("b", "aaaa aaaa bbbb aabb", null).only();

    assertThat(rate.rows()).isEqualTo(4);
    assertThat(rate.support()).isEqualTo(8);
    assertThat(rate.winRate()).isCloseTo(2.5 / 4, within(EXACT));
    assertThat(rate.standardError())
        .as("sd of 1, 1, 0, 0.5 over √4")
        .isCloseTo(Math.sqrt(0.6875 / 3 / 4), within(EXACT));
    assertThat(rate.intervalMethod()).isEqualTo(IntervalMethod.WILSON_EFFECTIVE);
    assertThat(rate.test()).as("2, 2, -2, 0").isEqualTo(PairedTest.SIGN_FLIP);
    assertThat(rate.pValue()).isEqualTo(1.0);
  }

  @Test
  void clustersAreTheUnitWhereThereAreAny() {
    WinRate rate = pair("b", "aa aa bb bb aa aa", "xxyyzz").only();

    assertThat(rate.rows()).isEqualTo(6);
    assertThat(rate.clusters()).isEqualTo(3);
    assertThat(rate.standardError())
        .as("√(3/2 · ((2/3)² + (4/3)² + (2/3)²))/6")
        .isCloseTo(Math.sqrt(1.5 * (4 / 9.0 + 16 / 9.0 + 4 / 9.0)) / 6, within(EXACT));
    assertThat(rate.test()).isEqualTo(PairedTest.SIGN_FLIP);
    assertThat(rate.pValue()).as("2 + 2 - 2: 6 of 8 choices of signs go as far").isEqualTo(1.0);
  }

  @Test
  void pValuesAreAdjustedOverAllPairs() {
    String ten = "aa aa aa aa aa aa aa aa aa aa";
    List<WinRate> rates =
        pair("b", ten, null).pair("c", "aa bb", null).pair("d", "bb bb bb", null).rates();

    assertThat(rates).extracting(WinRate::familySize).containsOnly(3L);
    assertThat(rates.get(0).pValue()).isCloseTo(2 / 1024.0, within(EXACT));
    assertThat(rates.get(0).pHolm()).isCloseTo(3 * 2 / 1024.0, within(EXACT));
    assertThat(rates).extracting(WinRate::better).containsExactly("a", null, null);
    assertThat(rates.get(0).intervalMethod()).isEqualTo(IntervalMethod.WILSON);
    assertThat(rates.get(0).intervalLow()).as("no ties: a proportion").isBetween(0.72, 0.73);
  }

  @Test
  void aPairWithoutAnyOutcomeIsARowThatSaysSo() {
    WinRate rate = pair("b", "-- ??", null).only();

    assertThat(rate.rows()).isZero();
    assertThat(rate.winRate()).isNull();
    assertThat(rate.pValue()).isNull();
    assertThat(rate.firstShare()).isNull();
    assertThat(rate.intervalGap()).isEqualTo(Gap.NO_SCORES);
    assertThat(rate.failed()).isEqualTo(1);
    assertThat(rate.unparsed()).isEqualTo(1);
  }

  @Test
  void aJudgeThatAlwaysPrefersTheFirstHasABiasAndNoWinner() {
    WinRate rate = pair("b", "ab ab ab", null).only();

    assertThat(rate.firstShare()).isEqualTo(1.0);
    assertThat(rate.inconsistent()).isEqualTo(3);
    assertThat(rate.ties()).isEqualTo(3);
    assertThat(rate.winRate()).isEqualTo(0.5);
    assertThat(rate.intervalGap()).isEqualTo(Gap.NO_SPREAD);
  }
}
