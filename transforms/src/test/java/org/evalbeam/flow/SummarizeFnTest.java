package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.evalbeam.flow.Records.missing;
import static org.evalbeam.flow.Records.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.assertj.core.api.SoftAssertions;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.evalbeam.data.Summary;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

/** Worked numbers, each found however the observations are sharded, permuted and merged. */
class SummarizeFnTest {

  private static final double TOLERANCE = 1e-12;
  private static final Summary.Key KEY = new Summary.Key("d", "v", "m", "n");

  /** Scores of 5 rows by 3 repeats, a text for each row. */
  private static final List<String> A = List.of("111", "101", "000", "110", "111");

  private static final List<String> B = List.of("111", "001", "000", "010", "001");

  @Test
  void theMeanIsThatOfTheRepeatsAndTheDeviationTheirs() {
    Summary a = summarize(table(A));
    assertFigures(a, 2.0 / 3, 0.11547005383792515, List.of(0.8, 0.6, 0.6), 15);
    assertThat(a.variance()).isCloseTo(0.04 / 3, within(TOLERANCE));

    assertFigures(summarize(table(B)), 0.4, 0.2, List.of(0.2, 0.4, 0.6), 15);
  }

  @Test
  void aFailedScoreIsLeftOutOfItsRepeatsMean() {
    List<Observation> lost = new ArrayList<>(table(B));
    lost.removeIf(seen -> seen.repeat() == 1 && seen.numLine() == 3);
    lost.add(missing(1, 3, Status.FAILED));

    Summary summary = summarize(lost);

    assertFigures(summary, 0.35, Math.sqrt(0.0475), List.of(0.2, 0.25, 0.6), 14);
    assertThat(summary.failed()).isEqualTo(1);
    assertThat(summary.rows()).isEqualTo(5);
  }

  @Test
  void oneRepeatHasNoDeviation() {
    Summary summary = summarize(List.of(score(0, 0, 1), score(0, 1, 0)));

    assertThat(summary.mean()).isCloseTo(0.5, within(TOLERANCE));
    assertThat(summary.std()).isNull();
    assertThat(summary.variance()).isNull();
    assertThat(summary.repeats()).isEqualTo(1);
  }

  @Test
  void aRepeatThatFailedAltogetherIsNoRepeatOfTheMean() {
    Summary summary =
        summarize(
            List.of(score(0, 0, 1), missing(1, 0, Status.FAILED), missing(2, 0, Status.UNPARSED)));

    assertThat(summary.repeatMeans()).containsExactly(1.0);
    assertThat(summary.repeats()).isEqualTo(1);
    assertThat(summary.std()).isNull();
  }

  @Test
  void withoutAnyScoreThereIsNoMean() {
    Summary summary =
        summarize(List.of(missing(0, 0, Status.FAILED), missing(1, 0, Status.FAILED)));

    assertThat(summary.mean()).isNull();
    assertThat(summary.std()).isNull();
    assertThat(summary.variance()).isNull();
    assertThat(summary.repeatMeans()).isEmpty();
    assertThat(summary.repeats()).isZero();
    assertThat(summary.support()).isZero();
    assertThat(summary.failed()).isEqualTo(2);
    assertThat(summary.rows()).isEqualTo(1);
  }

  @Test
  void eachWayToHaveNoScoreIsCountedApart() {
    Summary summary =
        summarize(
            List.of(
                score(0, 0, 7),
                missing(0, 1, Status.FAILED),
                missing(0, 2, Status.UNPARSED),
                missing(0, 3, Status.UNPARSED),
                missing(0, 4, Status.NOT_APPLICABLE),
                missing(0, 5, Status.NOT_APPLICABLE),
                missing(0, 6, Status.NOT_APPLICABLE)));

    assertThat(summary.support()).isEqualTo(1);
    assertThat(summary.failed()).isEqualTo(1);
    assertThat(summary.unparsed()).isEqualTo(2);
    assertThat(summary.notApplicable()).isEqualTo(3);
    assertThat(summary.rows()).isEqualTo(7);
  }

  @Test
  void repeatMeansStandInTheOrderOfTheRepeats() {
    List<Observation> manyRepeats = new ArrayList<>();
    for (int repeat = 0; repeat < 40; repeat++) {
      manyRepeats.add(score(repeat, 0, repeat));
    }
    Collections.reverse(manyRepeats);

    assertThat(summarize(manyRepeats).repeatMeans())
        .hasSize(40)
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void whatIsKeptMeanwhileSurvivesItsCoder() throws Exception {
    SummarizeFn fn = new SummarizeFn();
    CoderRegistry coders = CoderRegistry.createDefault();
    Coder<ScoreTally> coder = fn.getAccumulatorCoder(coders, coders.getCoder(Observation.class));
    ScoreTally tally = fn.createAccumulator();
    CoderProperties.coderDecodeEncodeEqual(coder, tally);

    table(B).forEach(seen -> fn.addInput(tally, seen));
    fn.addInput(tally, missing(2, 9, Status.UNPARSED));

    CoderProperties.coderDecodeEncodeEqual(coder, tally);
  }

  /**
   * Summarizes in all the ways of Beam's tester, which must agree with the way from left to right.
   */
  private static Summary summarize(List<Observation> observations) {
    ScoreTally plain = ScoreTally.empty();
    observations.forEach(plain::add);
    Summary expected = plain.summary(KEY);
    CombineFnTester.testCombineFn(new SummarizeFn(), observations, summarizingTo(expected));
    return expected;
  }

  private static Matcher<ScoreTally> summarizingTo(Summary expected) {
    return new CustomTypeSafeMatcher<>("a tally of " + expected) {
      @Override
      protected boolean matchesSafely(ScoreTally tally) {
        SoftAssertions softly = new SoftAssertions();
        softly
            .assertThat(tally.summary(KEY))
            .usingRecursiveComparison()
            .withComparatorForType(SummarizeFnTest::compareRounded, Double.class)
            .isEqualTo(expected);
        return softly.wasSuccess();
      }
    };
  }

  private static int compareRounded(Double a, Double b) {
    return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b)) ? 0 : Double.compare(a, b);
  }

  private static List<Observation> table(List<String> rows) {
    List<Observation> scores = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int repeat = 0; repeat < rows.get(row).length(); repeat++) {
        scores.add(score(repeat, row, Character.digit(rows.get(row).charAt(repeat), 10)));
      }
    }
    return scores;
  }

  private static void assertFigures(
      Summary summary, double mean, double std, List<Double> repeatMeans, long support) {
    assertThat(summary.mean()).isCloseTo(mean, within(TOLERANCE));
    assertThat(summary.std()).isCloseTo(std, within(TOLERANCE));
    assertThat(summary.repeatMeans())
        .usingElementComparator(SummarizeFnTest::compareRounded)
        .isEqualTo(repeatMeans);
    assertThat(summary.repeats()).isEqualTo(repeatMeans.size());
    assertThat(summary.support()).isEqualTo(support);
  }
}
