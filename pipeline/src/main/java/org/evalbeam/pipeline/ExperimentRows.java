package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.evalbeam.flow.PlannedExperiment;
import org.evalbeam.pipeline.output.ExperimentRow;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.MetricCall;
import org.evalbeam.spec.Model;

/** Makes the rows of the experiments table; keys have no column there. */
final class ExperimentRows {

  private ExperimentRows() {}

  static ExperimentRow of(PlannedExperiment planned) {
    Experiment experiment = planned.experiment();
    Model model = experiment.model();
    Model judge = experiment.judge();
    return new ExperimentRow(
        experiment.name(),
        experiment.variant(),
        experiment.variantId(),
        experiment.repeat(),
        experiment.dataset(),
        experiment.readme(),
        model.name(),
        model.aliasedName(),
        model.baseUrl(),
        model.systemPrompt(),
        model.preludePrompt(),
        json(model.samplingParams()),
        json(model.extraParams()),
        model.isSupplied(),
        experiment.withVision(),
        judge == null ? null : judge.name(),
        judge == null ? null : judge.baseUrl(),
        experiment.judgeRepeats(),
        experiment.metrics().stream().map(MetricCall::alias).toList(),
        experiment.sample());
  }

  private static String json(Map<String, JsonNode> params) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.setAll(params);
    return object.toString();
  }
}
