package org.evalbeam.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often two ratings of one unit were which two values: what Krippendorff's alpha is made of
 * (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"). Any number of raters, any of
 * them missing.
 */
public final class Coincidences {

  private final TreeMap<Double, TreeMap<Double, Double>> table = new TreeMap<>();

  /** What makes two values differ more or less. */
  public enum Scale {
    /** Different is different. */
    NOMINAL,
    /** By the ratings between them. */
    ORDINAL,
    /** By their squared difference. */
    INTERVAL
  }

  /** Adds the ratings of a unit; one alone says nothing. */
  public void addUnit(double... ratings) {
    for (int i = 0; i < ratings.length; i++) {
      for (int j = 0; j < ratings.length; j++) {
        if (i != j) {
          add(ratings[i], ratings[j], 1.0 / (ratings.length - 1));
        }
      }
    }
  }

  /** Adds so many units that two raters rated so. */
  void addPairs(double first, double second, long units) {
    add(first, second, (double) units);
    add(second, first, (double) units);
  }

  private void add(double first, double second, double weight) {
    table.computeIfAbsent(first, value -> new TreeMap<>()).merge(second, weight, Double::sum);
  }

  /**
   * Alpha, 1 − (n−1)·Σ o_ck·δ²_ck / Σ n_c·n_k·δ²_ck: 1 where ratings agree, 0 where they agree no
   * more than drawn at random. NaN where there is but one value.
   */
  public double alpha(Scale scale) {
    List<Double> values = new ArrayList<>(table.keySet());
    double[] totals = new double[values.size()];
    double all = 0;
    for (int c = 0; c < totals.length; c++) {
      for (double weight : row(values.get(c)).values()) {
        totals[c] += weight;
      }
      all += totals[c];
    }
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < totals.length; c++) {
      Map<Double, Double> row = row(values.get(c));
      double between = totals[c];
      for (int k = c + 1; k < totals.length; k++) {
        between += totals[k];
        double apart =
            switch (scale) {
              case NOMINAL -> 1;
              case ORDINAL -> between - (totals[c] + totals[k]) / 2;
              case INTERVAL -> values.get(k) - values.get(c);
            };
        observed += row.getOrDefault(values.get(k), 0.0) * apart * apart;
        expected += totals[c] * totals[k] * apart * apart;
      }
    }
    return expected > 0 ? 1 - (all - 1) * observed / expected : Double.NaN;
  }

  private Map<Double, Double> row(double value) {
    return table.getOrDefault(value, new TreeMap<>());
  }
}
