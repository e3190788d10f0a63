package org.evalbeam.pipeline.evalap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.evalbeam.spec.BaseUrl;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;

/** Makes an experiment of a spec out of one of EvalAP's. */
final class EvalapExperiment {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Fields of a model that mean the same in a spec. */
  private static final List<String> MODEL =
      List.of(
          "name",
          "base_url",
          "aliased_name",
          "system_prompt",
          "prelude_prompt",
          "sampling_params",
          "extra_params");

  private final JsonNode experiment;
  private final Located at;
  private final Set<String> notes;
  private final Problems problems;

  /**
   * @param at EvalAP's experiment
   * @param notes gets what is not as it was
   */
  EvalapExperiment(Located at, Set<String> notes, Problems problems) {
    this.at = at;
    this.experiment = at.json();
    this.notes = notes;
    this.problems = problems;
  }

  /** Its name. */
  String name() {
    return experiment.path("name").asText();
  }

  /** The name of its dataset. */
  String dataset() {
    JsonNode dataset = experiment.path("dataset");
    return dataset.isTextual() ? dataset.textValue() : dataset.path("name").asText();
  }

  /**
   * The experiment without its name.
   *
   * @param withAnswers whether its answers are taken along, and the model not called
   * @param rows rows of its dataset; 0 where that is not known
   */
  ObjectNode toSpec(boolean withAnswers, int rows) {
    ObjectNode spec = JSON.objectNode();
    copy("readme", experiment, spec);
    spec.put("dataset", dataset());
    spec.set("model", model(withAnswers, rows));
    spec.set("metrics", metrics());
    JsonNode judge = experiment.path("judge_model");
    if (judge.isTextual()) {
      spec.set("judge_model", judge);
    } else if (judge.isObject()) {
      spec.set("judge_model", called(judge));
      checkUrl("judge_model");
    }
    if (experiment.path("with_vision").asBoolean()) {
      spec.put("with_vision", true);
    }
    copy("sample", experiment, spec);
    return spec;
  }

  private ObjectNode model(boolean withAnswers, int rows) {
    JsonNode given = experiment.path("model");
    if (!given.isObject()) {
      problems.wrong(field("model"), "an object");
      return JSON.objectNode();
    }
    ObjectNode model = called(given);
    boolean supplied = given.path("has_raw_output").asBoolean() || given.has("output");
    if (given.has("output")) {
      model = given.deepCopy();
      model.remove(List.of("base_url", "api_key"));
    } else if (supplied || withAnswers) {
      JsonNode answers = experiment.path("answers");
      if (!answers.isArray()) {
        problems.add(
            at.place().absent("answers"),
            "missing, must be a list: get the experiment with with_answers=true"
                + (supplied ? "; its answers came with it, so that no model can be asked" : ""));
      }
      SuppliedAnswers.addTo(model, answers, experiment.path("sample"), rows);
    } else {
      checkUrl("model");
    }
    model
        .properties()
        .removeIf(field -> field.getValue().isTextual() && field.getValue().textValue().isEmpty());
    return model;
  }

  /** As a spec that was written by hand: a key may stand in a URL, and would get into the file. */
  private void checkUrl(String model) {
    Located url = field(model).fields().get("base_url");
    if (url != null && !url.json().isNull() && !url.json().asText().isEmpty()) {
      var unused = BaseUrl.read(url, problems);
    }
  }

  /** A model that is called, with a reference to its key, whether EvalAP had one or not. */
  private ObjectNode called(JsonNode given) {
    ObjectNode model = JSON.objectNode();
    MODEL.forEach(field -> copy(field, given, model));
    String key = KeyNames.of(model.path("base_url").asText());
    if (key != null) {
      model.put("api_key", key);
    }
    for (String params : List.of("sampling_params", "extra_params")) {
      if (model.path(params).has("_tools_")) {
        ObjectNode rest = model.path(params).deepCopy();
        model.set(params, rest.without("_tools_"));
        notes.add(
            name()
                + ": "
                + params
                + "._tools_ is left out: tools are not supported here, so that"
                + " the answers may differ");
      }
      if (model.path(params).isObject() && model.path(params).isEmpty()) {
        model.remove(params);
      }
    }
    return model;
  }

  /** EvalAP has them in its results, a body for it in a list. */
  private ArrayNode metrics() {
    if (experiment.path("metrics").isArray()) {
      return experiment.path("metrics").deepCopy();
    }
    ArrayNode metrics = JSON.arrayNode();
    experiment.path("results").forEach(result -> metrics.add(metric(result)));
    if (metrics.isEmpty()) {
      problems.add(
          at.place().absent("results"),
          "missing, must name at least one metric: get the experiment with with_results=true");
    }
    return metrics;
  }

  private static JsonNode metric(JsonNode result) {
    JsonNode name = result.path("metric_name");
    boolean plain =
        isNothing(result.path("metric_params")) && isNothing(result.path("metric_aliased_name"));
    if (plain) {
      return name;
    }
    ObjectNode metric = JSON.objectNode();
    metric.set("name", name);
    if (!isNothing(result.path("metric_params"))) {
      metric.set("params", result.get("metric_params"));
    }
    if (!isNothing(result.path("metric_aliased_name"))) {
      metric.set("aliased_name", result.get("metric_aliased_name"));
    }
    return metric;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty());
  }

  private static void copy(String field, JsonNode from, ObjectNode to) {
    if (from.hasNonNull(field)) {
      to.set(field, from.get(field));
    }
  }

  private Located field(String name) {
    Located value = at.fields().get(name);
    return value == null ? Located.reported(at.place().absent(name)) : value;
  }
}
