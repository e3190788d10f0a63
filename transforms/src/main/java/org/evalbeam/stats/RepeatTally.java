package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The scores of one repeat of a variant.
 *
 * @param answers moments of the answers' scores, each the mean of the judge's words on it
 * @param due answers that have a score or should have one
 * @param scored sum over them of the share of their score that is there: score times scored words
 *     over words due
 * @param missing sum over them of the share of their words that is missing
 */
public record RepeatTally(Moments answers, long due, double scored, double missing) {

  static final RepeatTally NONE = new RepeatTally(Moments.NONE, 0, 0, 0);

  /**
   * The tally of one answer.
   *
   * @param words the scores of it
   * @param lost scores that should be there and aren't
   */
  static RepeatTally of(Moments words, int lost) {
    double all = words.count() + lost;
    return all == 0
        ? NONE
        : new RepeatTally(
            words.count() == 0 ? Moments.NONE : Moments.of(words.mean()),
            1,
            words.mean() * words.count() / all,
            lost / all);
  }

  RepeatTally merge(RepeatTally other) {
    return new RepeatTally(
        answers.merge(other.answers),
        due + other.due,
        scored + other.scored,
        missing + other.missing);
  }

  /** The mean, had each missing score been this one; NaN where none was due. */
  double meanWith(double score) {
    return due == 0 ? Double.NaN : (scored + missing * score) / due;
  }

  void write(DataOutput out) throws IOException {
    answers.write(out);
    out.writeLong(due);
    out.writeDouble(scored);
    out.writeDouble(missing);
  }

  static RepeatTally read(DataInput in) throws IOException {
    return new RepeatTally(Moments.read(in), in.readLong(), in.readDouble(), in.readDouble());
  }
}
