package org.evalbeam.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.evalbeam.data.Summary;
import org.evalbeam.stats.Moments;

/**
 * What is kept of the observations of one dataset, variant and metric while they are combined: a
 * few numbers per repeat, however many rows there are.
 *
 * @param repeats repeat to its tally; grows as observations are added
 */
public record ScoreTally(Map<Integer, RepeatTally> repeats) {

  /**
   * The observations of one repeat.
   *
   * @param scores moments of the ok scores
   * @param failed observations of status failed
   * @param unparsed observations of status unparsed
   * @param notApplicable observations of status not_applicable
   */
  public record RepeatTally(Moments scores, long failed, long unparsed, long notApplicable) {

    static RepeatTally of(Observation seen) {
      return new RepeatTally(
          seen.score() == null ? Moments.NONE : Moments.of(seen.score()),
          seen.status() == Status.FAILED ? 1 : 0,
          seen.status() == Status.UNPARSED ? 1 : 0,
          seen.status() == Status.NOT_APPLICABLE ? 1 : 0);
    }

    RepeatTally plus(RepeatTally other) {
      return new RepeatTally(
          scores.merge(other.scores),
          failed + other.failed,
          unparsed + other.unparsed,
          notApplicable + other.notApplicable);
    }

    long observations() {
      return scores.count() + failed + unparsed + notApplicable;
    }
  }

  static ScoreTally empty() {
    return new ScoreTally(new HashMap<>());
  }

  void add(Observation seen) {
    repeats.merge(seen.repeat(), RepeatTally.of(seen), RepeatTally::plus);
  }

  void merge(ScoreTally other) {
    other.repeats.forEach((repeat, tally) -> repeats.merge(repeat, tally, RepeatTally::plus));
  }

  /**
   * The summary: EvalAP's figures, the unweighted mean of the repeats' means and their sample
   * standard deviation. Repeats without any score have no mean and are left out of both.
   */
  Summary summary(Summary.Key key) {
    RepeatTally all = new RepeatTally(Moments.NONE, 0, 0, 0);
    Moments means = Moments.NONE;
    List<Double> repeatMeans = new ArrayList<>();
    long rows = 0;
    for (RepeatTally repeat : new TreeMap<>(repeats).values()) {
      all = all.plus(repeat);
      rows = Math.max(rows, repeat.observations());
      if (repeat.scores().count() > 0) {
        repeatMeans.add(repeat.scores().mean());
        means = means.plus(repeat.scores().mean());
      }
    }
    boolean varies = means.count() > 1;
    return new Summary(
        key.dataset(),
        key.variant(),
        key.metric(),
        key.metricName(),
        means.count() > 0 ? means.mean() : null,
        varies ? Math.sqrt(means.variance()) : null,
        varies ? means.variance() : null,
        repeatMeans,
        repeatMeans.size(),
        all.scores().count(),
        rows,
        all.failed(),
        all.unparsed(),
        all.notApplicable());
  }
}
