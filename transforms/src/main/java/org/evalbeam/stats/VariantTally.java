package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of the scores of one variant by one metric on one dataset. */
public final class VariantTally {

  private final TreeMap<Integer, RepeatTally> repeats = new TreeMap<>();
  private final long[] outcomes = new long[Outcome.COUNT];
  private long rows;
  private boolean binary = true;
  private Moments rowShape = Moments.NONE;
  private ClusterMoments rowMeans = new ClusterMoments();
  private RepeatSpread spread = new RepeatSpread();
  private Successes successes = new Successes();
  private Distribution scores = new Distribution();

  /**
   * Adds a row, all but what belongs to its cluster.
   *
   * @return the mean over its answers; NaN where none has a score
   */
  double addRow(RowScores row) {
    rows++;
    row.outcomes().forEach(outcome -> outcomes[outcome.number()]++);
    row.repeats().forEach((repeat, tally) -> repeats.merge(repeat, tally, RepeatTally::merge));
    List<Moments> words = row.words();
    if (words.isEmpty()) {
      return Double.NaN;
    }
    row.scores().forEach(this::addScore);
    spread.addRow(row.answerMeans(), words);
    addSuccesses(words);
    double mean = row.mean();
    rowShape = rowShape.plus(mean);
    return mean;
  }

  private void addScore(double score) {
    scores.add(score);
    binary &= score == 0 || score == 1;
  }

  private void addSuccesses(List<Moments> words) {
    int right = 0;
    for (Moments answer : words) {
      if (answer.mean() != 0 && answer.mean() != 1) {
        successes.spoil();
        return;
      }
      right += answer.mean() == 1 ? 1 : 0;
    }
    successes.addRow(words.size(), right);
  }

  /** Adds the mean of a row that belongs to no cluster. */
  void addUnclustered(double rowMean) {
    rowMeans.addRow(rowMean);
  }

  /** Adds the row means of a whole cluster. */
  void addCluster(Moments means) {
    rowMeans.addCluster(means);
  }

  /** Adds the other's rows. */
  void merge(VariantTally other) {
    other.repeats.forEach((repeat, tally) -> repeats.merge(repeat, tally, RepeatTally::merge));
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] += other.outcomes[i];
    }
    rows += other.rows;
    binary &= other.binary;
    rowShape = rowShape.merge(other.rowShape);
    rowMeans.merge(other.rowMeans);
    spread.merge(other.spread);
    successes.merge(other.successes);
    scores.merge(other.scores);
  }

  /** Repeat to its tally, in the order of the repeats. */
  public Map<Integer, RepeatTally> repeats() {
    return repeats;
  }

  /** Observations that ended so. */
  public long count(Outcome outcome) {
    return outcomes[outcome.number()];
  }

  /** Rows that were evaluated, whatever came of it. */
  public long rows() {
    return rows;
  }

  /** Whether every score is 0 or 1. */
  public boolean isBinary() {
    return binary;
  }

  /** Whether each row has one score at most: one answer, one word of the judge on it. */
  public boolean isSingle() {
    return spread.isSingle();
  }

  /** Moments of the rows' means, clusters left aside. */
  public Moments rowShape() {
    return rowShape;
  }

  /** The rows' means, by clusters. */
  public ClusterMoments rowMeans() {
    return rowMeans;
  }

  /** Where the scores vary. */
  public RepeatSpread spread() {
    return spread;
  }

  /** Right answers by row. */
  public Successes successes() {
    return successes;
  }

  /** The scores, one by one. */
  public Distribution scores() {
    return scores;
  }

  /** EvalAP's mean and deviation: those of the repeats' means. */
  public Moments overRepeats() {
    Moments means = Moments.NONE;
    for (RepeatTally repeat : repeats.values()) {
      if (repeat.answers().count() > 0) {
        means = means.plus(repeat.answers().mean());
      }
    }
    return means;
  }

  /** The mean of the repeats' means, had each missing score been this one; NaN without any due. */
  public double meanWith(double score) {
    Moments means = Moments.NONE;
    for (RepeatTally repeat : repeats.values()) {
      if (repeat.due() > 0) {
        means = means.plus(repeat.meanWith(score));
      }
    }
    return means.count() == 0 ? Double.NaN : means.mean();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(repeats.size());
    for (Map.Entry<Integer, RepeatTally> repeat : repeats.entrySet()) {
      out.writeInt(repeat.getKey());
      repeat.getValue().write(out);
    }
    for (long outcome : outcomes) {
      out.writeLong(outcome);
    }
    out.writeLong(rows);
    out.writeBoolean(binary);
    rowShape.write(out);
    rowMeans.write(out);
    spread.write(out);
    successes.write(out);
    scores.write(out);
  }

  static VariantTally read(DataInput in) throws IOException {
    VariantTally read = new VariantTally();
    for (int left = in.readInt(); left > 0; left--) {
      read.repeats.put(in.readInt(), RepeatTally.read(in));
    }
    for (int i = 0; i < read.outcomes.length; i++) {
      read.outcomes[i] = in.readLong();
    }
    read.rows = in.readLong();
    read.binary = in.readBoolean();
    read.rowShape = Moments.read(in);
    read.rowMeans = ClusterMoments.read(in);
    read.spread = RepeatSpread.read(in);
    read.successes = Successes.read(in);
    read.scores = Distribution.read(in);
    return read;
  }
}
