package org.evalbeam.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.EndpointCatalog;
import org.evalbeam.metric.InvalidParamsException;
import org.evalbeam.metric.Judge;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.MetricCall;
import org.evalbeam.spec.Model;
import org.evalbeam.spec.Vocabulary.Address;
import org.jspecify.annotations.Nullable;

/** Finds where the embeddings come from that the metrics of an experiment compare. */
final class EmbeddingEndpoints {

  private EmbeddingEndpoints() {}

  /** The endpoints of an experiment that was checked, by the names that metrics give the models. */
  static Map<String, Endpoint> of(
      Experiment experiment, MetricRegistry metrics, EndpointCatalog endpoints) {
    Map<String, Endpoint> found = new LinkedHashMap<>();
    for (MetricCall call : experiment.metrics()) {
      String asked = asked(metrics, call);
      String model = model(asked, endpoints);
      if (asked != null && model != null) {
        found.computeIfAbsent(asked, name -> endpoint(model, endpoints));
      }
    }
    return found;
  }

  /** The model that a metric means; null where it needs none. */
  static @Nullable String model(@Nullable String asked, EndpointCatalog endpoints) {
    return Judge.DEFAULT_EMBEDDINGS.equals(asked) ? endpoints.defaultEmbeddingModel() : asked;
  }

  private static @Nullable String asked(MetricRegistry metrics, MetricCall call) {
    try {
      return MetricInstance.of(metrics, call).embeddingModel();
    } catch (InvalidParamsException e) {
      throw new IllegalStateException("parameters are checked before", e);
    }
  }

  private static Endpoint endpoint(String name, EndpointCatalog endpoints) {
    Address address = endpoints.addressOf(name).orElseThrow();
    return endpoints.resolve(
        new Model(
            name, address.baseUrl(), address.apiKey(), null, null, null, Map.of(), Map.of(), null));
  }
}
