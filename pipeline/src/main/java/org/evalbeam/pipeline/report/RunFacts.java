package org.evalbeam.pipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.evalbeam.pipeline.report.view.Fact;
import org.jspecify.annotations.Nullable;

/** What the manifest says of a run, as the report needs it. */
final class RunFacts {

  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode manifest;
  private final Map<String, MetricFacts> metrics = new LinkedHashMap<>();

  private RunFacts(JsonNode manifest) {
    this.manifest = manifest;
    manifest
        .path("metrics")
        .properties()
        .forEach(
            metric ->
                metrics.put(metric.getKey(), MetricFacts.of(metric.getKey(), metric.getValue())));
  }

  /**
   * Reads a manifest.
   *
   * @throws JsonProcessingException where it is no JSON
   */
  static RunFacts of(String manifest) throws JsonProcessingException {
    return new RunFacts(JSON.readTree(manifest));
  }

  String name() {
    return LegibleText.of(manifest.path("name").asText());
  }

  @Nullable String readme() {
    JsonNode readme = manifest.path("spec").path("readme");
    return readme.isTextual() ? LegibleText.cut(readme.asText(), 5_000) : null;
  }

  /** Metrics by alias, in the order of the spec. */
  Map<String, MetricFacts> metrics() {
    return metrics;
  }

  /** A metric, with nothing known of it where the manifest does not name it. */
  MetricFacts metric(String alias) {
    return metrics.getOrDefault(
        alias, new MetricFacts(alias, alias, "", null, null, "neutral", null));
  }

  long count(String name) {
    return manifest.path("counts").path(name).asLong();
  }

  /** Sum of the counts whose names begin so. */
  long counts(String prefix) {
    long sum = 0;
    for (Map.Entry<String, JsonNode> count : manifest.path("counts").properties()) {
      sum += count.getKey().startsWith(prefix) ? count.getValue().asLong() : 0;
    }
    return sum;
  }

  /** The currency of all prices; empty where there are several, or none. */
  String currency() {
    TreeSet<String> currencies = new TreeSet<>();
    for (JsonNode endpoint : manifest.path("endpoints")) {
      if (endpoint.path("price").path("currency").isTextual()) {
        currencies.add(endpoint.path("price").path("currency").asText());
      }
    }
    return currencies.size() == 1 ? LegibleText.of(currencies.first()) : "";
  }

  /** What was run, when, by what. */
  List<Fact> shown() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Finished", minute(manifest.path("finished").asText())));
    facts.add(new Fact("Experiments", Figures.count(count("experiments"))));
    facts.add(new Fact("Trials", Figures.count(count("trials"))));
    facts.add(new Fact("Scores", Figures.count(counts("observations_"))));
    JsonNode limit = manifest.path("limit");
    if (limit.isNumber()) {
      facts.add(
          new Fact("Rows", "the first " + Figures.count(limit.asLong()) + " of each dataset"));
    }
    facts.add(new Fact("Runner", LegibleText.of(manifest.path("runner").asText())));
    facts.add(new Fact("evalbeam", LegibleText.of(manifest.path("evalbeam_version").asText())));
    facts.add(new Fact("Run", LegibleText.of(manifest.path("run_id").asText())));
    return facts;
  }

  private static String minute(String instant) {
    return instant.length() < 16
        ? LegibleText.of(instant)
        : LegibleText.of(instant.substring(0, 16)).replace('T', ' ') + " UTC";
  }
}
