package org.evalbeam.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The id of a variant: the first 16 hexadecimal digits of the SHA-256 of what it is, as canonical
 * JSON. The key reference is left out, for another key gives the same answers; so is the order of
 * the metrics, whose scores do not depend on each other.
 */
final class VariantId {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DIGITS = 16;

  private VariantId() {}

  /** The id: the same in every run of the same spec. */
  static String of(Setup setup) {
    ObjectNode json = JSON.objectNode();
    json.put("dataset", setup.dataset());
    json.set("model", model(setup.model()));
    json.set("metrics", metrics(setup.metrics()));
    if (setup.judge() != null) {
      json.set("judge", model(setup.judge()));
    }
    if (setup.judge() != null && setup.judgeRepeats() > 1) {
      json.put("judge_repeats", setup.judgeRepeats());
    }
    if (setup.withVision()) {
      json.put("with_vision", true);
    }
    if (setup.sample() != null) {
      ArrayNode sample = json.putArray("sample");
      setup.sample().forEach(sample::add);
    }
    return CanonicalJson.sha256(json).substring(0, DIGITS);
  }

  private static ObjectNode model(Model model) {
    ObjectNode json = JSON.objectNode();
    json.put("name", model.name());
    put(json, "base_url", model.baseUrl());
    put(json, "aliased_name", model.aliasedName());
    put(json, "system_prompt", model.systemPrompt());
    put(json, "prelude_prompt", model.preludePrompt());
    json.set("sampling_params", JSON.objectNode().setAll(model.samplingParams()));
    json.set("extra_params", JSON.objectNode().setAll(model.extraParams()));
    put(json, "outputs", model.suppliedOutputs());
    return json;
  }

  private static ArrayNode metrics(List<MetricCall> metrics) {
    ArrayNode json = JSON.arrayNode();
    metrics.stream()
        .sorted(Comparator.comparing(MetricCall::alias))
        .forEach(
            metric -> {
              ObjectNode call = json.addObject();
              call.put("name", metric.name());
              call.put("alias", metric.alias());
              call.set("params", JSON.objectNode().setAll(metric.params()));
            });
    return json;
  }

  private static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
