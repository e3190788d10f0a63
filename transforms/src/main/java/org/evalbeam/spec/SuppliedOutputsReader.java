package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers that a model of the spec brings along: lists of equal length, one value for
 * each row or each entry of the sample, a null where the supplier has none.
 */
final class SuppliedOutputsReader {

  static final String OUTPUT = "output";

  static final List<String> FIELDS =
      List.of(
          OUTPUT,
          "execution_time",
          "nb_tokens_prompt",
          "nb_tokens_completion",
          "nb_tool_calls",
          "context",
          "retrieval_context",
          "think");

  private final Problems problems;
  private final Map<String, List<SuppliedOutput>> read = new LinkedHashMap<>();

  SuppliedOutputsReader(Problems problems) {
    this.problems = problems;
  }

  /** All that was read, by key. */
  Map<String, List<SuppliedOutput>> byKey() {
    return Collections.unmodifiableMap(read);
  }

  /**
   * Reads the answers of a model that has {@code output}.
   *
   * @param expected how many there must be; null where that is unknown
   * @return their key, a hash of their content; null where they can't be read
   */
  @Nullable String read(Fields model, @Nullable RowCount expected) {
    Located output = model.get(OUTPUT);
    if (output == null || !isList(output)) {
      return null;
    }
    int size = output.json().size();
    if (expected != null && expected.rows() != size) {
      problems.add(
          output.place(),
          "found %d outputs, must be %d: %s".formatted(size, expected.rows(), expected.source()));
    }
    List<SuppliedOutput> outputs = outputs(model, size);
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    for (String field : FIELDS) {
      Located values = model.get(field);
      if (values != null) {
        content.set(field, values.json());
      }
    }
    String key = CanonicalJson.sha256(content);
    read.putIfAbsent(key, outputs);
    return key;
  }

  private List<SuppliedOutput> outputs(Fields model, int size) {
    List<@Nullable String> output = texts(model, OUTPUT, size);
    List<@Nullable String> think = texts(model, "think", size);
    List<@Nullable Double> time = numbers(model, "execution_time", size);
    List<@Nullable Long> prompt = counts(model, "nb_tokens_prompt", size);
    List<@Nullable Long> completion = counts(model, "nb_tokens_completion", size);
    List<@Nullable Long> toolCalls = counts(model, "nb_tool_calls", size);
    List<@Nullable List<String>> context = lists(model, "context", size);
    List<@Nullable List<String>> retrieved = lists(model, "retrieval_context", size);
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                new SuppliedOutput(
                    output.get(i),
                    think.get(i),
                    time.get(i),
                    prompt.get(i),
                    completion.get(i),
                    toolCalls.get(i),
                    context.get(i),
                    retrieved.get(i)))
        .toList();
  }

  private List<@Nullable String> texts(Fields model, String field, int size) {
    return column(
        model, field, size, "a text or null", json -> json.isTextual() ? json.textValue() : null);
  }

  private List<@Nullable Double> numbers(Fields model, String field, int size) {
    return column(
        model,
        field,
        size,
        "a number of at least 0, or null",
        json -> json.isNumber() && json.doubleValue() >= 0 ? json.doubleValue() : null);
  }

  private List<@Nullable Long> counts(Fields model, String field, int size) {
    return column(
        model,
        field,
        size,
        "a whole number of at least 0, or null",
        json -> isWhole(json) && json.doubleValue() >= 0 ? json.longValue() : null);
  }

  private List<@Nullable List<String>> lists(Fields model, String field, int size) {
    return column(
        model,
        field,
        size,
        "a list of texts, or null",
        json ->
            json.isArray() && elements(json).allMatch(JsonNode::isTextual)
                ? elements(json).map(JsonNode::textValue).toList()
                : null);
  }

  /**
   * One of the lists, {@code size} long; all null where it is not given.
   *
   * @param entry reads a value that is not null; null where it is not what is allowed
   */
  private <T> List<@Nullable T> column(
      Fields model, String field, int size, String allowed, Function<JsonNode, @Nullable T> entry) {
    Located list = model.get(field);
    List<@Nullable T> values = new ArrayList<>(Collections.nCopies(size, null));
    if (list == null || !isList(list)) {
      return values;
    }
    if (list.json().size() != size) {
      problems.add(
          list.place(),
          "found %d values, must be %d, as in \"output\"".formatted(list.json().size(), size));
      return values;
    }
    for (int i = 0; i < size; i++) {
      JsonNode json = list.json().get(i);
      T value = json.isNull() ? null : entry.apply(json);
      if (value == null && !json.isNull()) {
        problems.wrong(new Located(list.place().element(i), json), allowed);
      }
      values.set(i, value);
    }
    return values;
  }

  private boolean isList(Located value) {
    if (!value.json().isArray()) {
      problems.wrong(value, "a list");
    }
    return value.json().isArray();
  }

  /** Also 12.0, as pandas writes a whole number in a column with gaps. */
  private static boolean isWhole(JsonNode json) {
    return json.isNumber() && json.canConvertToExactIntegral() && json.canConvertToLong();
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
