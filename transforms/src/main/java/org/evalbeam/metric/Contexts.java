package org.evalbeam.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the context columns of a dataset: a JSON list of texts, or one text. */
final class Contexts {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Contexts() {}

  /** The texts of a column; none where it is null. */
  static List<String> parse(@Nullable String column) {
    if (column == null) {
      return List.of();
    }
    if (!column.strip().startsWith("[")) {
      return List.of(column);
    }
    try {
      List<String> texts = new ArrayList<>();
      for (JsonNode item : JSON.readTree(column)) {
        if (!item.isNull()) {
          texts.add(item.isTextual() ? item.textValue() : item.toString());
        }
      }
      return texts;
    } catch (JsonProcessingException notJson) {
      return List.of(column); // a text that merely begins with a bracket
    }
  }
}
