package org.evalbeam.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Simulated sets of scores whose truth is known: how often intervals cover it, and how often tests
 * claim a difference where there is none. Seeded, so that a figure changes with the code only.
 */
class CoverageTest {

  private static final int SETS = 2_000;
  private static final double ALPHA = 0.05;

  /**
   * A share near one of 5 % is off by more than this in one of 2,000 simulations: 3.5 deviations.
   */
  private static final Offset<Double> CHANCE = within(3.5 * Math.sqrt(ALPHA * (1 - ALPHA) / SETS));

  /** The share of simulated sets with some property. */
  private static double share(long seed, ToDoubleFunction<Random> set) {
    Random random = new Random(seed);
    double sum = 0;
    for (int i = 0; i < SETS; i++) {
      sum += set.applyAsDouble(random);
    }
    return sum / SETS;
  }

  private static double covers(Interval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high() ? 1 : 0;
  }

  private static double claims(double pValue) {
    return pValue <= ALPHA ? 1 : 0;
  }

  @Test
  void studentsIntervalOnNormalRows() {
    double coverage =
        share(
            1,
            random -> {
              List<ScoreBlock.Entry> rows = new ArrayList<>();
              for (int row = 0; row < 12; row++) {
                rows.add(Scores.score(row, null, 0, 3 + 2 * random.nextGaussian()));
              }
              ClusterMoments means = Scores.variant(Scores.tally(rows), 0).rowMeans();
              return covers(Interval.student(means.mean(), means.standardError(), 11), 3);
            });

    assertThat(coverage).isCloseTo(0.95, CHANCE);
  }

  @Test
  void clusteredIntervalsOnFiftyEqualClusters() {
    double coverage =
        share(
            2,
            random -> {
              ClusterMoments means =
                  Scores.variant(Scores.tally(clustered(random, 0, 50, 8, 0.3)), 0).rowMeans();
              return covers(Interval.student(means.mean(), means.standardError(), 49), 0);
            });

    assertThat(coverage).isCloseTo(0.95, CHANCE);
  }

  /** The coverage of Wilson's interval swings with p; for each p it can be added up exactly. */
  @Test
  void wilsonsIntervalCoversAsOftenAsTheBinomialSays() {
    int rows = 20;
    for (double p : new double[] {0.05, 0.3, 0.5, 0.9}) {
      double exact = 0;
      for (int right = 0; right <= rows; right++) {
        exact +=
            BinomialDistribution.of(rows, p).probability(right)
                * covers(Interval.wilson(right / (double) rows, (double) rows), p);
      }
      double coverage =
          share(
              3,
              random -> {
                List<ScoreBlock.Entry> scores = new ArrayList<>();
                for (int row = 0; row < rows; row++) {
                  scores.add(Scores.score(row, null, 0, random.nextDouble() < p ? 1 : 0));
                }
                VariantTally tally = Scores.variant(Scores.tally(scores), 0);
                return covers(
                    Interval.wilson(tally.rowMeans().mean(), (double) tally.rowMeans().rows()), p);
              });
      assertThat(coverage)
          .as("p %s", p)
          .isCloseTo(exact, within(3.5 * Math.sqrt(exact * (1 - exact) / SETS) + 1e-9));
    }
  }

  /**
   * Why binary scores with repeats don't get t: with 20 rows and 3 repeats, and the closer the mean
   * is to 1, the oftener all scores are 1 and t has no width.
   */
  @ParameterizedTest
  @CsvSource({"0.9, 0.94", "0.98, 0.75"})
  void wilsonsEffectiveIntervalCoversWhereStudentsDoesNot(double truth, double studentsAtMost) {
    double[] covered = new double[2];
    double unused =
        share(
            4,
            random -> {
              VariantTally tally = repeatedBinary(random, 20, 3, truth);
              ClusterMoments rows = tally.rowMeans();
              double error = rows.standardError();
              covered[0] +=
                  covers(
                      Interval.wilsonEffective(
                          rows.mean(), error, rows.clusters(), tally.spread().answers()),
                      truth);
              covered[1] += covers(Interval.student(rows.mean(), error, 19).clip(0, 1), truth);
              return 0;
            });

    assertThat(covered[0] / SETS).isGreaterThan(0.94);
    assertThat(covered[1] / SETS).isLessThan(studentsAtMost);
  }

  /**
   * Half of the rows are known (always right), the others are right with the chance that is left.
   */
  private static VariantTally repeatedBinary(Random random, int rows, int repeats, double truth) {
    List<ScoreBlock.Entry> scores = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      double chance = random.nextBoolean() ? 1 : 2 * truth - 1;
      for (int repeat = 0; repeat < repeats; repeat++) {
        double score = random.nextDouble() < chance ? 1 : 0;
        scores.add(new ScoreBlock.Entry(row, null, 0, repeat, 0, Outcome.SCORED, score));
      }
    }
    return Scores.variant(Scores.tally(scores), 0);
  }

  @Test
  void studentsPairedTestOfEqualVariants() {
    double size =
        share(
            5,
            random -> {
              List<ScoreBlock.Entry> rows = new ArrayList<>();
              for (int row = 0; row < 30; row++) {
                double hard = 3 * random.nextGaussian();
                rows.add(Scores.score(row, null, 0, hard + random.nextGaussian()));
                rows.add(Scores.score(row, null, 1, hard + random.nextGaussian()));
              }
              ClusterMoments d = Scores.pair(Scores.tally(rows)).differences();
              return claims(PairedTests.student(d.mean(), d.standardError(), 29));
            });

    assertThat(size).isCloseTo(ALPHA, CHANCE);
  }

  /** With 10 differences p is a multiple of 1/512: at most 25 of them are at or below 5 %. */
  @Test
  void theExactTestOfEqualVariants() {
    double size =
        share(
            6,
            random -> {
              List<ScoreBlock.Entry> rows = new ArrayList<>();
              for (int row = 0; row < 10; row++) {
                rows.add(Scores.score(row, null, 0, Math.exp(random.nextGaussian())));
                rows.add(Scores.score(row, null, 1, Math.exp(random.nextGaussian())));
              }
              return claims(Scores.pair(Scores.tally(rows)).signFlip());
            });

    assertThat(size).isCloseTo(25 / 512.0, CHANCE);
  }

  /** McNemar's exact test claims less than 5 %, by as much as the binomial is coarse. */
  @Test
  void mcNemarsTestOfEqualVariants() {
    double size =
        share(
            7,
            random -> {
              List<ScoreBlock.Entry> rows = new ArrayList<>();
              for (int row = 0; row < 100; row++) {
                rows.add(Scores.score(row, null, 0, random.nextDouble() < 0.7 ? 1 : 0));
                rows.add(Scores.score(row, null, 1, random.nextDouble() < 0.7 ? 1 : 0));
              }
              PairTally pair = Scores.pair(Scores.tally(rows));
              return claims(PairedTests.mcNemar(pair.higher(), pair.lower()));
            });

    assertThat(size).isBetween(0.015, ALPHA + CHANCE.value);
  }

  @Test
  void clusteredTestsOfEqualVariantsAndWhatIgnoringClustersWouldClaim() {
    double[] plain = new double[1];
    double size =
        share(
            8,
            random -> {
              List<ScoreBlock.Entry> rows = clustered(random, 0, 50, 8, 0.3);
              for (int row = 0; row < 50 * 8; row++) {
                rows.add(Scores.score(row, "c" + row / 8, 1, 0));
              }
              ClusterMoments d = Scores.pair(Scores.tally(rows)).differences();
              plain[0] += claims(PairedTests.student(d.mean(), d.plainStandardError(), 399));
              return claims(PairedTests.student(d.mean(), d.standardError(), 49));
            });

    assertThat(size).isCloseTo(ALPHA, CHANCE);
    assertThat(plain[0] / SETS).as("a fifth of all claims and more are false").isGreaterThan(0.2);
  }

  /** Ten clusters of unequal sizes: few enough for the exact test, on the sums of clusters. */
  @Test
  void theExactTestOfEqualVariantsInClusters() {
    double size =
        share(
            9,
            random -> {
              List<ScoreBlock.Entry> rows = new ArrayList<>();
              int row = 0;
              for (int cluster = 0; cluster < 10; cluster++) {
                double shared = random.nextGaussian();
                for (int i = 0; i <= cluster % 3; i++) {
                  rows.add(Scores.score(row, "c" + cluster, 0, shared + random.nextGaussian()));
                  rows.add(Scores.score(row, "c" + cluster, 1, 0));
                  row++;
                }
              }
              return claims(Scores.pair(Scores.tally(rows)).signFlip());
            });

    assertThat(size).isCloseTo(25 / 512.0, CHANCE);
  }

  /** Rows of mean 0 and variance 1, a share of it common to each cluster. */
  private static List<ScoreBlock.Entry> clustered(
      Random random, int variant, int clusters, int rowsOfEach, double common) {
    List<ScoreBlock.Entry> rows = new ArrayList<>();
    for (int cluster = 0; cluster < clusters; cluster++) {
      double shared = Math.sqrt(common) * random.nextGaussian();
      for (int i = 0; i < rowsOfEach; i++) {
        double score = shared + Math.sqrt(1 - common) * random.nextGaussian();
        rows.add(Scores.score(cluster * rowsOfEach + i, "c" + cluster, variant, score));
      }
    }
    return rows;
  }
}
