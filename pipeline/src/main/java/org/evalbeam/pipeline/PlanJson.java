package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.flow.ForecastCall.Tokens;
import org.evalbeam.flow.PlannedExperiment;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.MetricCall;

/** What {@code plan --json} prints, for scripts: all that {@link PlanText} shows, as figures. */
final class PlanJson {

  private PlanJson() {}

  static ObjectNode of(PreparedSet prepared, EvaluationPlan plan, CallForecast forecast) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", prepared.set().name());
    json.put("trials", forecast.trials());
    json.put("comparisons", forecast.comparisons());
    json.put("calls_to_make", forecast.all().stream().mapToLong(EndpointForecast::toMake).sum());
    json.put(
        "shortest_seconds",
        forecast.all().stream().mapToDouble(EndpointForecast::leastSeconds).max().orElse(0));
    ArrayNode experiments = json.putArray("experiments");
    plan.experiments().forEach(planned -> add(experiments.addObject(), planned));
    ArrayNode endpoints = json.putArray("endpoints");
    forecast.all().forEach(at -> add(endpoints.addObject(), at));
    return json;
  }

  private static void add(ObjectNode json, PlannedExperiment planned) {
    Experiment experiment = planned.experiment();
    json.put("experiment", experiment.name());
    json.put("variant", experiment.variant());
    json.put("variant_id", experiment.variantId());
    json.put("repeat", experiment.repeat());
    json.put("dataset", experiment.dataset());
    ArrayNode metrics = json.putArray("metrics");
    experiment.metrics().stream().map(MetricCall::alias).forEach(metrics::add);
    json.put("judge", experiment.judge() == null ? null : experiment.judge().shownName());
  }

  private static void add(ObjectNode json, EndpointForecast at) {
    Endpoint endpoint = at.endpoint();
    json.put("endpoint", endpoint.name());
    json.put("key", endpoint.apiKey() == null ? null : endpoint.apiKey().shown());
    add(json.putObject("answers"), at.answers());
    add(json.putObject("judgements"), at.judgements());
    json.put("calls_to_make", at.toMake());
    add(json.putObject("tokens_in"), at.input());
    add(json.putObject("tokens_out"), at.output());
    EndpointForecast.Cost cost = at.cost();
    if (cost == null) {
      json.putNull("cost");
    } else {
      json.putObject("cost")
          .put("least", cost.least())
          .put("most", cost.most())
          .put("currency", cost.currency());
    }
    json.put("shortest_seconds", at.leastSeconds());
  }

  private static void add(ObjectNode json, EndpointForecast.Calls calls) {
    json.put("planned", calls.planned()).put("unique", calls.unique()).put("kept", calls.kept());
  }

  private static void add(ObjectNode json, Tokens tokens) {
    json.put("least", tokens.least()).put("most", tokens.most());
  }
}
