package org.evalbeam.flow;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Set;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Requests;
import org.evalbeam.spec.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with the endpoints that the catalog gave it.
 *
 * @param experiment the experiment
 * @param endpoint where answers come from; null for supplied outputs
 * @param judge where the judge is; null where no metric needs one
 */
public record PlannedExperiment(
    Experiment experiment, @Nullable Endpoint endpoint, @Nullable Endpoint judge)
    implements Serializable {

  /** The endpoints that it calls: none, one or two. */
  public Set<Endpoint> endpoints() {
    Set<Endpoint> called = new LinkedHashSet<>();
    if (endpoint != null) {
      called.add(endpoint);
    }
    if (judge != null) {
      called.add(judge);
    }
    return called;
  }

  /**
   * What decides whether another experiment's trials ask the same of the same endpoint, in the same
   * repeat, as this one's do on the same rows; it is equal for those that do.
   *
   * @param endpoint where they ask
   * @param repeat their repeat
   * @param dataset their dataset
   * @param body the request for an empty query, of which only the query differs from row to row
   */
  record Question(Endpoint endpoint, int repeat, String dataset, String body) {}

  /** What its trials ask; null for supplied outputs. */
  @Nullable Question question() {
    return endpoint == null
        ? null
        : new Question(
            endpoint,
            experiment.repeat(),
            experiment.dataset(),
            Requests.answer(experiment.model(), ""));
  }
}
