package org.evalbeam.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Goes through the observations of a block once, in order, and tallies rows, clusters, pairs. */
final class BlockTally {

  private final ScoreBlock block;
  private final Integer[] order;
  private final MetricTally tally = new MetricTally();
  private int next;

  BlockTally(ScoreBlock block) {
    this.block = block;
    this.order = block.inOrder();
  }

  /** The means of one row. */
  private static final class RowMeans {

    /** Numbers of the variants that have any, in order. */
    private final int[] variants;

    private final double[] means;

    RowMeans(int[] variants, double[] means) {
      this.variants = variants;
      this.means = means;
    }

    double of(int variant) {
      int at = Arrays.binarySearch(variants, variant);
      return at < 0 ? Double.NaN : means[at];
    }
  }

  MetricTally tally() {
    while (next < order.length) {
      int first = order[next];
      if (block.isClustered(first)) {
        addCluster(block.cluster(first));
      } else {
        addUnclustered(row());
      }
    }
    return tally;
  }

  private void addUnclustered(RowMeans row) {
    int[] variants = row.variants;
    for (int second = 0; second < variants.length; second++) {
      tally.at(variants[second]).addUnclustered(row.means[second]);
      if (variants[second] < MetricTally.MOST_PAIRED) {
        for (int first = 0; first < second; first++) {
          tally.at(variants[first], variants[second]).addRow(row.means[first], row.means[second]);
        }
      }
    }
  }

  private void addCluster(int cluster) {
    List<RowMeans> rows = new ArrayList<>();
    while (next < order.length && block.cluster(order[next]) == cluster) {
      rows.add(row());
    }
    int variants = tally.variants();
    double[][] means = new double[variants][];
    boolean[] any = new boolean[variants];
    for (int variant = 0; variant < variants; variant++) {
      means[variant] = new double[rows.size()];
      Moments moments = Moments.NONE;
      for (int row = 0; row < rows.size(); row++) {
        double mean = rows.get(row).of(variant);
        means[variant][row] = mean;
        moments = Double.isNaN(mean) ? moments : moments.plus(mean);
      }
      any[variant] = moments.count() > 0;
      if (any[variant]) {
        tally.at(variant).addCluster(moments);
      }
    }
    for (int second = 0; second < Math.min(variants, MetricTally.MOST_PAIRED); second++) {
      for (int first = 0; first < second && any[second]; first++) {
        if (any[first]) {
          tally.at(first, second).addCluster(means[first], means[second]);
        }
      }
    }
  }

  /** Takes the next row, all its variants. */
  private RowMeans row() {
    int row = block.row(order[next]);
    List<Integer> scored = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    while (next < order.length && block.row(order[next]) == row) {
      int variant = block.variant(order[next]);
      double mean = tally.at(variant).addRow(scores(row, variant));
      if (!Double.isNaN(mean)) {
        scored.add(variant);
        scores.add(mean);
      }
    }
    return new RowMeans(
        scored.stream().mapToInt(Integer::intValue).toArray(),
        scores.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Takes the observations of one row and variant. */
  private RowScores scores(int row, int variant) {
    RowScores scores = new RowScores();
    while (next < order.length
        && block.row(order[next]) == row
        && block.variant(order[next]) == variant) {
      int i = order[next];
      scores.add(block.repeat(i), block.outcome(i), block.score(i));
      next++;
    }
    scores.close();
    return scores;
  }
}
