package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Metrics of outputs that are to be JSON: {@code json_valid} and {@code json_schema}. */
final class JsonMetrics {

  private static final String FENCE = "fence";
  private static final String SCHEMA = "schema";

  private static final MetricInfo.Param FENCE_PARAM =
      new MetricInfo.Param(
          FENCE, "true or false", "true", "whether a code fence may stand around it");

  private JsonMetrics() {}

  /** {@code json_valid}: the output is one JSON value and nothing else. */
  static Metric valid() {
    return ComputedMetric.withParams(
        info("json_valid", List.of(FENCE_PARAM), "Is the output one JSON value?"),
        params -> {
          boolean fence = params.flag(FENCE, true);
          return subject -> score(subject, fence, value -> List.of());
        });
  }

  /** {@code json_schema}: the output is one JSON value that a schema allows. */
  static Metric schema() {
    return ComputedMetric.withParams(
        info(
            "json_schema",
            List.of(
                new MetricInfo.Param(
                    SCHEMA,
                    "a JSON Schema",
                    null,
                    "an object, draft 2020-12 or what its $schema says"),
                FENCE_PARAM),
            "Is the output one JSON value that a JSON Schema allows?"),
        JsonMetrics::schema);
  }

  private static Function<Subject, Score> schema(Params params) {
    boolean fence = params.flag(FENCE, true);
    Optional<JsonNode> given = params.json(SCHEMA);
    if (given.isEmpty() || !given.get().isObject()) {
      params.reject(SCHEMA, "must be given, a JSON Schema (an object)");
      return subject -> Score.of(0);
    }
    JsonSchema schema;
    try {
      schema = JsonSchema.of(given.get());
    } catch (IllegalArgumentException e) {
      params.reject(SCHEMA, "is no JSON Schema: " + e.getMessage());
      return subject -> Score.of(0);
    }
    return subject -> score(subject, fence, schema::violations);
  }

  private static Score score(
      Subject subject, boolean fence, Function<JsonNode, List<String>> violations) {
    List<String> wrong = new ArrayList<>();
    try {
      wrong.addAll(violations.apply(JsonText.read(subject.required(Subject.OUTPUT), fence)));
    } catch (JsonText.InvalidException e) {
      wrong.add(String.valueOf(e.getMessage()));
    }
    return wrong.isEmpty() ? Score.of(1) : Score.of(0, String.join("\n", wrong));
  }

  private static MetricInfo info(String name, List<MetricInfo.Param> params, String summary) {
    return new MetricInfo(
        name,
        MetricInfo.Kind.TEXT,
        0.0,
        1.0,
        MetricInfo.Direction.UP,
        null,
        Set.of(Subject.OUTPUT),
        params,
        summary);
  }
}
