package org.evalbeam.flow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.evalbeam.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Tasks parted by the endpoint that they wait for. Each lane has its own calling step and its own
 * open tasks, so that the tasks of a slow endpoint never stand in the way of a fast one's. Trials
 * are parted by the endpoint that answers them, those with supplied outputs being a lane by
 * themselves; comparisons of answers by their judge.
 */
final class Lanes implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Tasks that make no call at all still get as many threads as keep a small machine busy. */
  private static final int LEAST_PERMITS = 4;

  /**
   * Open tasks for each call in flight where trials wait at several endpoints in turn; measured,
   * see RATIONALE.md.
   */
  private static final double TASKS_PER_PERMIT = 2.5;

  private final EvaluationPlan plan;
  private final By by;
  private final List<String> keys;

  /** What tasks wait for. */
  private enum By {
    ANSWER("lane ") {
      @Override
      @Nullable Endpoint endpoint(PlannedExperiment planned) {
        return planned.endpoint();
      }

      @Override
      Set<Endpoint> called(PlannedExperiment planned) {
        return planned.endpoints();
      }
    },
    JUDGE("judge ") {
      @Override
      @Nullable Endpoint endpoint(PlannedExperiment planned) {
        return planned.judge();
      }

      @Override
      Set<Endpoint> called(PlannedExperiment planned) {
        return Set.of(planned.judgeEndpoint());
      }
    };

    private final String name;

    By(String name) {
      this.name = name;
    }

    /** The endpoint that parts them; null where there is none. */
    abstract @Nullable Endpoint endpoint(PlannedExperiment planned);

    /** All that a task calls. */
    abstract Set<Endpoint> called(PlannedExperiment planned);

    String key(PlannedExperiment planned) {
      Endpoint endpoint = endpoint(planned);
      return endpoint == null ? "" : endpoint.identity() + " " + endpoint.model();
    }

    List<String> keys(List<PlannedExperiment> experiments) {
      Set<String> distinct = new LinkedHashSet<>();
      experiments.forEach(planned -> distinct.add(key(planned)));
      return new ArrayList<>(distinct);
    }
  }

  /** The lanes of trials. */
  Lanes(EvaluationPlan plan) {
    this(plan, By.ANSWER, plan.experiments());
  }

  private Lanes(EvaluationPlan plan, By by, List<PlannedExperiment> experiments) {
    this.plan = plan;
    this.by = by;
    this.keys = by.keys(experiments);
  }

  /** The lanes of comparisons. */
  static Lanes ofPairs(EvaluationPlan plan, PlannedPairs pairs) {
    return new Lanes(plan, By.JUDGE, pairs.all().stream().map(PlannedPair::a).toList());
  }

  /** How many lanes the trials of these experiments make. */
  static int count(List<PlannedExperiment> experiments) {
    return By.ANSWER.keys(experiments).size();
  }

  int count() {
    return keys.size();
  }

  /** The lane of an experiment's tasks; below 0 where it has none. */
  int of(String experiment) {
    return keys.indexOf(by.key(plan.experiment(experiment)));
  }

  /** Names of the experiments whose trials make a lane. */
  List<String> experiments(int lane) {
    return plan.experiments().stream()
        .map(planned -> planned.experiment().name())
        .filter(name -> of(name) == lane)
        .toList();
  }

  /** A name for pipeline steps; unique, and free of anything a spec may hold. */
  String name(int lane) {
    return by.name + (lane + 1);
  }

  /** Tasks of the lane that are open at once, for the calls in flight that they may use. */
  int openTasks(int lane) {
    Set<Endpoint> endpoints = new LinkedHashSet<>();
    plan.experiments().stream()
        .filter(planned -> by.key(planned).equals(keys.get(lane)))
        .forEach(planned -> endpoints.addAll(by.called(planned)));
    int permits =
        Math.max(LEAST_PERMITS, endpoints.stream().mapToInt(Endpoint::mostInFlight).sum());
    return endpoints.size() > 1 ? (int) Math.ceil(permits * TASKS_PER_PERMIT) : permits;
  }
}
