package org.evalbeam.pipeline.evalap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the answers of an experiment into outputs that a model of a spec brings along. */
final class SuppliedAnswers {

  /** Field of a spec's model to field of EvalAP's answers. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "output", "answer",
          "think", "think",
          "execution_time", "execution_time",
          "context", "context",
          "retrieval_context", "retrieval_context");

  private SuppliedAnswers() {}

  /**
   * Adds the answers to a model, which then is not called: a null for each row without one. Lists
   * that hold nothing are left out.
   *
   * @param answers of EvalAP's experiment, in any order
   * @param sample its row numbers; a missing node for all
   * @param size rows of its dataset; less than the answers tell where it is not known
   */
  static void addTo(ObjectNode model, JsonNode answers, JsonNode sample, int size) {
    Map<Integer, JsonNode> byRow = new HashMap<>();
    answers.forEach(answer -> byRow.put(answer.path("num_line").asInt(), answer));
    List<Integer> rows = new ArrayList<>();
    if (sample.isArray()) {
      sample.forEach(row -> rows.add(row.asInt()));
    } else {
      int most = byRow.keySet().stream().mapToInt(row -> row + 1).max().orElse(0);
      for (int row = 0; row < Math.max(size, most); row++) {
        rows.add(row);
      }
    }
    model.remove(List.of("base_url", "api_key"));
    FIELDS.keySet().stream()
        .sorted()
        .forEach(
            field -> {
              ArrayNode values = JsonNodeFactory.instance.arrayNode();
              for (int row : rows) {
                JsonNode answer = byRow.get(row);
                JsonNode value = answer == null ? null : answer.get(FIELDS.get(field));
                values.add(value == null ? JsonNodeFactory.instance.nullNode() : value);
              }
              boolean holdsSome = false;
              for (JsonNode value : values) {
                holdsSome |= !value.isNull();
              }
              if (holdsSome || field.equals("output")) {
                model.set(field, values);
              }
            });
  }
}
