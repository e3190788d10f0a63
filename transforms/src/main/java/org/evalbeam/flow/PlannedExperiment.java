package org.evalbeam.flow;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with the endpoints that the catalog gave it.
 *
 * @param experiment the experiment
 * @param endpoint where answers come from; null for supplied outputs
 * @param judge where the judge is; null where no metric needs one
 * @param embeddings where embeddings come from, by the names that metrics give their models
 */
public record PlannedExperiment(
    Experiment experiment,
    @Nullable Endpoint endpoint,
    @Nullable Endpoint judge,
    Map<String, Endpoint> embeddings)
    implements Serializable {

  /** An experiment whose metrics ask for no embeddings. */
  public PlannedExperiment(
      Experiment experiment, @Nullable Endpoint endpoint, @Nullable Endpoint judge) {
    this(experiment, endpoint, judge, Map.of());
  }

  /**
   * The judge.
   *
   * @throws IllegalStateException where no metric needs one
   */
  Model judgeModel() {
    Model model = experiment.judge();
    if (model == null) {
      throw new IllegalStateException("no judge in experiment " + experiment.name());
    }
    return model;
  }

  /**
   * Where the judge is.
   *
   * @throws IllegalStateException where no metric needs one
   */
  Endpoint judgeEndpoint() {
    if (judge == null) {
      throw new IllegalStateException("no judge in experiment " + experiment.name());
    }
    return judge;
  }

  /**
   * Where embeddings of a model come from.
   *
   * @param model the name that a metric gives it
   * @throws IllegalStateException where no metric has told that it needs them
   */
  Endpoint embeddings(@Nullable String model) {
    Endpoint at = model == null ? null : embeddings.get(model);
    if (at == null) {
      throw new IllegalStateException("no embedding model in experiment " + experiment.name());
    }
    return at;
  }

  /** The endpoints that it calls. */
  public Set<Endpoint> endpoints() {
    Set<Endpoint> called = new LinkedHashSet<>();
    if (endpoint != null) {
      called.add(endpoint);
    }
    if (judge != null) {
      called.add(judge);
    }
    called.addAll(embeddings.values());
    return called;
  }

  /** How often a metric that asks models scores an answer: embeddings do not vary, judges do. */
  int repeats(MetricInstance metric) {
    return metric.info().kind().asksJudge() ? experiment.judgeRepeats() : 1;
  }

  /** Where a metric that asks models asks first. */
  Endpoint scorer(MetricInstance metric) {
    return metric.info().kind() == MetricInfo.Kind.EMBEDDING
        ? embeddings(metric.embeddingModel())
        : judgeEndpoint();
  }
}
