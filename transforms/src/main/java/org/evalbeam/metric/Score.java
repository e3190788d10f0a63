package org.evalbeam.metric;

import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a metric makes of one answer: a score, or the reason why there is none.
 *
 * @param status how it ended
 * @param value the score; null unless the status is ok
 * @param observation the judge's whole reply or the metric's note
 * @param reason why there is no score; null where there is one
 * @param message what was found, in words; null where there is a score
 */
public record Score(
    Status status,
    @Nullable Double value,
    @Nullable String observation,
    @Nullable FailureReason reason,
    @Nullable String message) {

  /**
   * The largest score there is, in size. Sums of cubes of such numbers are numbers still, whatever
   * the table; a judge without a range may say any.
   */
  public static final double LARGEST = 1e90;

  /** A score without a note. */
  public static Score of(double value) {
    return of(value, null);
  }

  /** A score with the judge's reply or a note. */
  public static Score of(double value, @Nullable String observation) {
    return new Score(Status.OK, value, observation, null, null);
  }

  /** The judge replied, but no score could be read from it. */
  public static Score unparsed(FailureReason reason, String message, String observation) {
    return new Score(Status.UNPARSED, null, observation, reason, message);
  }

  /** The metric has no meaning for this answer. */
  public static Score notApplicable(FailureReason reason, String message) {
    return new Score(Status.NOT_APPLICABLE, null, null, reason, message);
  }

  /** There is no score, for a reason that is not the metric's own. */
  public static Score failed(FailureReason reason, String message) {
    return new Score(Status.FAILED, null, null, reason, message);
  }
}
