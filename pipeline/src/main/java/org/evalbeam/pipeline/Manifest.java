package org.evalbeam.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Price;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.pipeline.output.Table;
import org.evalbeam.spec.InlineDataset;
import org.jspecify.annotations.Nullable;

/** Writes and reads the manifest: where a folder of tables came from, and that it is whole. */
final class Manifest {

  private static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Manifest() {}

  /**
   * What a run is to leave a record of.
   *
   * @param digests what the datasets hold, by dataset
   * @param started when the run started
   * @param finished when its last result was there
   * @param limit rows used of each dataset; null for all
   * @param runner simple name of the runner
   */
  record Run(
      PreparedSet prepared,
      EvaluationPlan plan,
      List<DatasetSource> sources,
      Map<String, DatasetDigests.Digested> digests,
      Counts counts,
      Instant started,
      Instant finished,
      @Nullable Integer limit,
      String runner) {}

  static byte[] of(Run run) throws IOException {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("format", FORMAT);
    manifest.put("name", run.prepared().set().name());
    manifest.put("run_id", run.plan().runId());
    manifest.put("started", run.started().toString());
    manifest.put("finished", run.finished().toString());
    manifest.put("evalbeam_version", Version.current());
    manifest.put("runner", run.runner());
    manifest.put("limit", run.limit());
    ObjectNode counts = manifest.putObject("counts");
    counts.put("experiments", run.plan().experiments().size());
    run.counts().byName().forEach(counts::put);
    counts.put("failure_rate", run.counts().failureRate());
    ObjectNode tables = manifest.putObject("tables");
    Table.all().forEach(table -> tables.put(table.name(), table.name() + "/*.parquet"));
    addDatasets(run, manifest.putObject("datasets"));
    addMetrics(run.plan(), manifest.putObject("metrics"));
    addEndpoints(run.plan(), manifest.putObject("endpoints"));
    manifest.put("spec_sha256", run.prepared().specSha256());
    manifest.set("spec", run.prepared().redacted());
    return JSON.writeValueAsBytes(manifest);
  }

  /** A dataset whose content stands in the spec has no file that outlives the run. */
  private static void addDatasets(Run run, ObjectNode datasets) {
    for (DatasetSource source : run.sources()) {
      InlineDataset inline = run.prepared().set().inlineDatasets().get(source.dataset().name());
      boolean inSpec = inline != null && inline.df() != null;
      String name = source.dataset().name();
      DatasetDigests.Digested digested = Objects.requireNonNull(run.digests().get(name));
      datasets
          .putObject(name)
          .put("file", inSpec ? null : source.dataset().path())
          .put("files", digested.files())
          .put("sha256", digested.sha256());
    }
  }

  /** By alias; with the SHA-256 of the text that a judge is asked with, so that a new one shows. */
  private static void addMetrics(EvaluationPlan plan, ObjectNode metrics) {
    MetricRegistry registry = MetricRegistry.load(plan.prompts());
    ShownMetrics.of(plan)
        .forEach(
            (alias, info) -> {
              Map<String, String> prompts = registry.find(info.name()).orElseThrow().prompts();
              metrics
                  .putObject(alias)
                  .put("name", info.name())
                  .put("kind", lowerCase(info.kind()))
                  .put("min", info.min())
                  .put("max", info.max())
                  .put("direction", lowerCase(info.direction()))
                  .put("unit", info.unit())
                  .put("prompt_sha256", prompts.isEmpty() ? null : digest(prompts));
            });
  }

  /** Of a single prompt its text's, else of all texts one after the other. */
  private static String digest(Map<String, String> prompts) {
    return Digest.ofText(String.join("\n\n", prompts.values()));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void addEndpoints(EvaluationPlan plan, ObjectNode endpoints) {
    for (Endpoint endpoint : plan.endpoints()) {
      endpoints
          .putObject(endpoint.name())
          .put("url", endpoint.url())
          .put("api_key", endpoint.apiKey() == null ? null : endpoint.apiKey().shown())
          .put("protocol", endpoint.terms().protocol().written())
          .put("limits", PlainLimits.of(endpoint.terms().limits()))
          .put("zone", endpoint.terms().hosting().zone())
          .set("price", price(endpoint.terms().price()));
    }
  }

  private static @Nullable ObjectNode price(@Nullable Price price) {
    if (price == null) {
      return null;
    }
    LocalDate day = price.asOf();
    return JSON.createObjectNode()
        .put("input_per_million_tokens", price.input())
        .put("output_per_million_tokens", price.output())
        .put("currency", price.currency())
        .put("as_of", day == null ? null : day.toString());
  }

  /**
   * The set's name in a manifest.
   *
   * @return null where it has none, or is no manifest
   */
  static @Nullable String nameIn(String manifest) {
    try {
      JsonNode name = JSON.readTree(manifest).path("name");
      return name.isTextual() ? name.textValue() : null;
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }
}
