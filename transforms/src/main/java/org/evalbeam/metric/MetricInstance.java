package org.evalbeam.metric;

import java.util.List;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Status;
import org.evalbeam.spec.MetricCall;
import org.jspecify.annotations.Nullable;

/**
 * A metric as an experiment asks for it, with its parameters read: the one gate that every answer
 * passes on its way to a score.
 */
public final class MetricInstance {

  /** What is outside a range by so little, as a share of its end, was rounded. */
  private static final double ROUNDING = 1e-9;

  private final String alias;
  private final MetricInfo info;
  private final Metric.Scorer scorer;

  /** The fields that it scores, in the order in which they are looked at. */
  private final List<String> needs;

  private MetricInstance(String alias, MetricInfo info, Metric.Scorer scorer) {
    this.alias = alias;
    this.info = info;
    this.scorer = scorer;
    this.needs = scorer.needs().stream().sorted().toList();
  }

  /**
   * Reads the parameters of a call.
   *
   * @throws InvalidParamsException with every problem
   * @throws IllegalArgumentException where no metric has the name
   */
  public static MetricInstance of(MetricRegistry registry, MetricCall call)
      throws InvalidParamsException {
    Metric metric =
        registry
            .find(call.name())
            .orElseThrow(() -> new IllegalArgumentException("unknown metric " + call.name()));
    Metric.Scorer scorer = metric.bind(call.params());
    return new MetricInstance(call.alias(), scorer.settle(metric.info()), scorer);
  }

  /** The name shown, unique within the experiment. */
  public String alias() {
    return alias;
  }

  /** What the metric is with these parameters. */
  public MetricInfo info() {
    return info;
  }

  /** Calls that a score of this answer takes; none where it is sure to fail before the first. */
  public CallRange calls(Subject subject) {
    return lacking(subject) == null ? scorer.calls(subject) : CallRange.NONE;
  }

  /** The model whose embeddings it asks for, as {@link Metric.Scorer#embeddingModel} has it. */
  public @Nullable String embeddingModel() {
    return scorer.embeddingModel();
  }

  /** The variant that others are compared with, as {@link Metric.Scorer#baseline} has it. */
  public @Nullable String baseline() {
    return scorer.baseline();
  }

  /** Scores one answer; never fails because of what the row, the answer or the judge says. */
  public Score score(Subject subject, Judge judge) {
    Score lacking = lacking(subject);
    if (lacking != null) {
      return lacking;
    }
    try {
      return checked(scorer.score(subject, judge));
    } catch (Judge.FailedException e) {
      return Score.failed(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * The score, if it is one: a number within the metric's range and no larger than statistics can
   * take. What is outside the range by rounding only is its end.
   */
  private Score checked(Score score) {
    Double value = score.value();
    if (value == null) {
      return score;
    }
    double lowest = info.min() == null ? -Score.LARGEST : info.min();
    double highest = info.max() == null ? Score.LARGEST : info.max();
    double within = Math.max(lowest, Math.min(highest, value));
    if (within == value) {
      return score;
    }
    boolean rounded = Math.abs(value - within) <= ROUNDING * Math.max(1, Math.abs(within));
    return rounded
        ? Score.of(within, score.observation())
        : new Score(
            info.kind().calls() ? Status.UNPARSED : Status.FAILED,
            null,
            score.observation(),
            FailureReason.SCORE_OUT_OF_RANGE,
            "score " + value + " is not from " + lowest + " to " + highest);
  }

  /** Why there can be no score; null where there can. */
  private @Nullable Score lacking(Subject subject) {
    for (String field : needs) {
      if (Subject.isContext(field)) {
        if (subject.texts(field) == null) {
          return Score.notApplicable(FailureReason.NO_CONTEXT, "there is no " + field);
        }
      } else {
        String text = subject.text(field);
        if (text == null) {
          return missing(field, "null");
        }
        if (text.isBlank() && info.kind().calls()) {
          return missing(field, "blank");
        }
      }
    }
    return null;
  }

  /** The score of a subject whose field, as it was found, is as good as none. */
  static Score missing(String field, String found) {
    return Score.failed(FailureReason.MISSING_FIELD, "field '" + field + "' is " + found);
  }
}
