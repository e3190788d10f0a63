package org.evalbeam.flow;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Set;
import org.evalbeam.endpoint.Endpoint;
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
}
