package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.evalbeam.spec.tree.Shown;
import org.jspecify.annotations.Nullable;

/**
 * What may tell a variant from others of the same model, as short texts to be shown.
 *
 * @param id the variant's id
 * @param name the model's shown name
 * @param dataset name of the dataset
 * @param answering what makes the answers: name, base_url, prompts, parameters
 * @param scoring what scores them, or belongs to the data: output, sample, metrics, judge
 * @param judging what makes the judge's scores, keys as in {@code answering} after {@code judge.}
 */
record Traits(
    String id,
    String name,
    String dataset,
    Map<String, String> answering,
    Map<String, String> scoring,
    Map<String, String> judging) {

  private static final int LONGEST = 40;
  private static final int HASH_DIGITS = 6;

  /** The traits of a variant. */
  static Traits of(String id, Setup setup) {
    Model judge = setup.judge();
    return new Traits(
        id,
        setup.model().shownName(),
        setup.dataset(),
        asking(setup),
        scoring(setup),
        judge == null ? Map.of() : answering(judge, "judge."));
  }

  private static Map<String, String> asking(Setup setup) {
    Map<String, String> traits = answering(setup.model(), "");
    if (setup.withVision()) {
      traits.put("with_vision", "true");
    }
    return traits;
  }

  private static Map<String, String> answering(Model model, String prefix) {
    Map<String, String> traits = new LinkedHashMap<>();
    traits.put(prefix + "name", shown(model.name()));
    put(traits, prefix + "base_url", model.baseUrl());
    putHash(traits, prefix + "system_prompt", model.systemPrompt());
    putHash(traits, prefix + "prelude_prompt", model.preludePrompt());
    Map<String, JsonNode> params = new LinkedHashMap<>(model.samplingParams());
    params.putAll(model.extraParams());
    params.forEach((param, value) -> traits.putIfAbsent(prefix + shown(param), shown(value)));
    return traits;
  }

  private static Map<String, String> scoring(Setup setup) {
    Map<String, String> traits = new LinkedHashMap<>();
    putHash(traits, "output", setup.model().suppliedOutputs());
    if (setup.sample() != null) {
      put(traits, "sample", setup.sample().toString().replace(" ", ""));
    }
    put(
        traits,
        "metrics",
        setup.metrics().stream().map(Traits::metric).sorted().collect(Collectors.joining("+")));
    if (setup.judge() != null) {
      put(traits, "judge", setup.judge().shownName());
      String repeats = setup.judgeRepeats() == 1 ? null : String.valueOf(setup.judgeRepeats());
      put(traits, "judge_repeats", repeats);
    }
    return traits;
  }

  private static String metric(MetricCall metric) {
    boolean plain = metric.params().isEmpty() && metric.alias().equals(metric.name());
    return plain
        ? metric.name()
        : metric.alias()
            + ':'
            + hash(
                metric.name()
                    + CanonicalJson.of(
                        JsonNodeFactory.instance.objectNode().setAll(metric.params())));
  }

  private static void put(Map<String, String> traits, String key, @Nullable String value) {
    if (value != null) {
      traits.put(key, shown(value));
    }
  }

  private static void putHash(Map<String, String> traits, String key, @Nullable String value) {
    if (value != null) {
      traits.put(key, hash(value));
    }
  }

  private static String shown(JsonNode value) {
    return shown(value.isTextual() ? value.textValue() : CanonicalJson.of(value));
  }

  private static String shown(String text) {
    return text.length() <= LONGEST && Shown.isPrintable(text) ? text : hash(text);
  }

  private static String hash(String text) {
    return CanonicalJson.sha256(text).substring(0, HASH_DIGITS);
  }
}
