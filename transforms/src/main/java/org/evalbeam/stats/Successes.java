package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Of how many rows how many answers of how many were right: what pass@k and pass^k are made of.
 * Answers whose score is neither 0 nor 1 spoil it, for then right and wrong mean nothing.
 */
public final class Successes {

  private record Outcome(int answers, int right) implements Comparable<Outcome> {
    @Override
    public int compareTo(Outcome other) {
      return answers == other.answers
          ? Integer.compare(right, other.right)
          : Integer.compare(answers, other.answers);
    }
  }

  private final TreeMap<Outcome, Long> rows = new TreeMap<>();
  private boolean spoilt;

  /** Adds a row with so many answers, of which so many were right. */
  void addRow(int answers, int right) {
    rows.merge(new Outcome(answers, right), 1L, Long::sum);
  }

  /** Adds a row with an answer that is neither right nor wrong. */
  void spoil() {
    spoilt = true;
  }

  /** Adds the other's rows. */
  void merge(Successes other) {
    other.rows.forEach((outcome, times) -> rows.merge(outcome, times, Long::sum));
    spoilt |= other.spoilt;
  }

  /**
   * For k = 1, 2, …: the chance that at least one of k answers is right, the mean over the rows
   * with at least k answers of 1 − C(n−c,k)/C(n,k) (Chen et al. 2021, equation 1).
   *
   * @param most the largest k
   * @return empty where an answer is neither right nor wrong
   */
  public List<Double> passAtK(int most) {
    return means(most, Successes::passAtK);
  }

  /**
   * For k = 1, 2, …: the chance that all of k answers are right, the mean over the rows with at
   * least k answers of C(c,k)/C(n,k) (Yao et al. 2024, "τ-bench", section 2).
   */
  public List<Double> passHatK(int most) {
    return means(most, Successes::passHatK);
  }

  @FunctionalInterface
  private interface Chance {
    double of(int answers, int right, int k);
  }

  private List<Double> means(int most, Chance chance) {
    List<Double> means = new ArrayList<>();
    if (spoilt) {
      return means;
    }
    for (int k = 1; k <= most; k++) {
      double sum = 0;
      long counted = 0;
      for (Map.Entry<Outcome, Long> row : rows.entrySet()) {
        Outcome outcome = row.getKey();
        if (outcome.answers >= k) {
          sum += row.getValue() * chance.of(outcome.answers, outcome.right, k);
          counted += row.getValue();
        }
      }
      if (counted == 0) {
        break;
      }
      means.add(sum / counted);
    }
    return means;
  }

  /** 1 − C(n−c,k)/C(n,k), as a product that can't overflow. */
  static double passAtK(int answers, int right, int k) {
    double noneRight = 1;
    for (int i = 0; i < k; i++) {
      noneRight *= Math.max(0, answers - right - i) / (double) (answers - i);
    }
    return 1 - noneRight;
  }

  /** C(c,k)/C(n,k). */
  static double passHatK(int answers, int right, int k) {
    double allRight = 1;
    for (int i = 0; i < k; i++) {
      allRight *= Math.max(0, right - i) / (double) (answers - i);
    }
    return allRight;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(spoilt);
    out.writeInt(rows.size());
    for (Map.Entry<Outcome, Long> row : rows.entrySet()) {
      out.writeInt(row.getKey().answers);
      out.writeInt(row.getKey().right);
      out.writeLong(row.getValue());
    }
  }

  static Successes read(DataInput in) throws IOException {
    Successes read = new Successes();
    read.spoilt = in.readBoolean();
    for (int left = in.readInt(); left > 0; left--) {
      read.rows.put(new Outcome(in.readInt(), in.readInt()), in.readLong());
    }
    return read;
  }
}
