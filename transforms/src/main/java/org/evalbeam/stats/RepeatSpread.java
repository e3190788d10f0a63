package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where scores vary: from row to row, from one answer of the same row to the next, and from one
 * word of the judge on the same answer to the next. Sums for an analysis of variance with unequal
 * numbers of answers; which rows were merged when makes no difference.
 */
public final class RepeatSpread {

  private long rows;
  private long answers;
  private double squaredAnswers;
  private double inverseAnswers;
  private double grandMean;
  private double between;
  private double within;
  private long scores;
  private double inverseScores;
  private double withinAnswers;

  /**
   * Adds a row.
   *
   * @param answerMeans the mean score of each of its answers, over the judge's words; at least one
   * @param wordsOfAnswers the scores of each answer, one set for each answer
   */
  void addRow(Moments answerMeans, Iterable<Moments> wordsOfAnswers) {
    RepeatSpread row = new RepeatSpread();
    double k = answerMeans.count();
    row.rows = 1;
    row.answers = answerMeans.count();
    row.squaredAnswers = k * k;
    row.inverseAnswers = 1 / k;
    row.grandMean = answerMeans.mean();
    row.within = answerMeans.m2();
    for (Moments words : wordsOfAnswers) {
      row.scores += words.count();
      row.inverseScores += 1.0 / words.count();
      row.withinAnswers += words.m2();
    }
    merge(row);
  }

  /** Adds the other's rows. */
  void merge(RepeatSpread other) {
    if (other.rows == 0) {
      return;
    }
    double weight = answers;
    double n = weight + other.answers;
    double delta = other.grandMean - grandMean;
    if (rows == 0) {
      grandMean = other.grandMean;
      between = other.between;
    } else {
      grandMean += delta * other.answers / n;
      between += other.between + delta * delta * (weight * other.answers / n);
    }
    rows += other.rows;
    answers += other.answers;
    squaredAnswers += other.squaredAnswers;
    inverseAnswers += other.inverseAnswers;
    within += other.within;
    scores += other.scores;
    inverseScores += other.inverseScores;
    withinAnswers += other.withinAnswers;
  }

  /** Whether each row has one answer and each answer one score. */
  boolean isSingle() {
    return rows == answers && answers == scores;
  }

  /** Answers with a score. */
  public long answers() {
    return answers;
  }

  /** Scores in all. */
  public long scores() {
    return scores;
  }

  /** The mean over rows of 1/K; NaN without rows. */
  public double meanInverseRepeats() {
    return rows == 0 ? Double.NaN : inverseAnswers / rows;
  }

  /** Mean square between rows, Σ K_i(q̄_i − m)²/(n−1), m weighted by K_i; NaN for one row. */
  double meanSquareBetween() {
    return rows < 2
        ? Double.NaN
        : Rounding.spread(between, grandMean, (double) answers) / (rows - 1);
  }

  /** Mean square of answers within rows; NaN where no row has two answers. */
  double meanSquareWithin() {
    return answers > rows
        ? Rounding.spread(within, grandMean, (double) answers) / (answers - rows)
        : Double.NaN;
  }

  /** K₀ = (N − ΣK_i²/N)/(n−1), the K of each row where they are equal. */
  double typicalRepeats() {
    return rows < 2 ? Double.NaN : (answers - squaredAnswers / answers) / (rows - 1);
  }

  /** The judge's own variance; NaN where no answer was scored twice. */
  public double judgeVariance() {
    return scores > answers
        ? Rounding.spread(withinAnswers, grandMean, (double) scores) / (scores - answers)
        : Double.NaN;
  }

  /**
   * The variance from answer to answer of a row; without repeats of the judge it holds the judge's
   * own. NaN where no row has two answers.
   */
  public double resamplingVariance() {
    double judge = judgeVariance();
    double perAnswer = Double.isNaN(judge) ? 0 : judge * inverseScores / answers;
    return atLeastZero(meanSquareWithin() - perAnswer);
  }

  /**
   * The variance of one answer's score, the judge's part included, as it stands in the mean of a
   * row; NaN where no row has two answers.
   */
  public double answerVariance() {
    return meanSquareWithin();
  }

  /** The variance from row to row, (MSB−MSW)/K₀; NaN where it can't be told from resampling. */
  public double rowVariance() {
    return atLeastZero((meanSquareBetween() - meanSquareWithin()) / typicalRepeats());
  }

  /**
   * The intraclass correlation of repeats, ICC(1) = (MSB−MSW)/(MSB+(K₀−1)MSW): 1 where repeats of a
   * row agree, 0 or less where they agree no more than those of different rows (Shrout and Fleiss
   * 1979). NaN where nothing varies or nothing is repeated.
   */
  public double icc() {
    double msb = meanSquareBetween();
    double msw = meanSquareWithin();
    double all = msb + (typicalRepeats() - 1) * msw;
    return all > 0 ? (msb - msw) / all : Double.NaN;
  }

  private static double atLeastZero(double variance) {
    return Double.isNaN(variance) ? variance : Math.max(0, variance);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(rows);
    out.writeLong(answers);
    out.writeLong(scores);
    for (double figure :
        new double[] {
          squaredAnswers, inverseAnswers, grandMean, between, within, inverseScores, withinAnswers
        }) {
      out.writeDouble(figure);
    }
  }

  static RepeatSpread read(DataInput in) throws IOException {
    RepeatSpread spread = new RepeatSpread();
    spread.rows = in.readLong();
    spread.answers = in.readLong();
    spread.scores = in.readLong();
    spread.squaredAnswers = in.readDouble();
    spread.inverseAnswers = in.readDouble();
    spread.grandMean = in.readDouble();
    spread.between = in.readDouble();
    spread.within = in.readDouble();
    spread.inverseScores = in.readDouble();
    spread.withinAnswers = in.readDouble();
    return spread;
  }
}
