package org.evalbeam.flow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.evalbeam.endpoint.Endpoint;

/**
 * Trials parted by the endpoint that answers them. Each lane has its own calling step and its own
 * open tasks, so that the trials of a slow endpoint never stand in the way of a fast one's. Trials
 * with supplied outputs are a lane by themselves.
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
  private final List<String> keys;

  Lanes(EvaluationPlan plan) {
    this.plan = plan;
    this.keys = keys(plan.experiments());
  }

  /** How many lanes the trials of these experiments make. */
  static int count(List<PlannedExperiment> experiments) {
    return keys(experiments).size();
  }

  private static List<String> keys(List<PlannedExperiment> experiments) {
    Set<String> distinct = new LinkedHashSet<>();
    experiments.forEach(planned -> distinct.add(key(planned)));
    return new ArrayList<>(distinct);
  }

  int count() {
    return keys.size();
  }

  /** The lane of an experiment's trials. */
  int of(String experiment) {
    return keys.indexOf(key(plan.experiment(experiment)));
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
    return "lane " + (lane + 1);
  }

  /**
   * Tasks of the lane that are open at once, for the calls in flight that its trials may use: its
   * model's and its judges'.
   */
  int openTasks(int lane) {
    Set<Endpoint> endpoints = new LinkedHashSet<>();
    plan.experiments().stream()
        .filter(planned -> key(planned).equals(keys.get(lane)))
        .forEach(planned -> endpoints.addAll(planned.endpoints()));
    int permits =
        Math.max(LEAST_PERMITS, endpoints.stream().mapToInt(Endpoint::mostInFlight).sum());
    return endpoints.size() > 1 ? (int) Math.ceil(permits * TASKS_PER_PERMIT) : permits;
  }

  private static String key(PlannedExperiment planned) {
    Endpoint endpoint = planned.endpoint();
    return endpoint == null ? "" : endpoint.identity() + " " + endpoint.model();
  }
}
