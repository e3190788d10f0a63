package org.evalbeam.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the context columns of a dataset: a JSON list of texts, or one text. */
final class Contexts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Contexts() {}

  static @Nullable List<String> parse(@Nullable String column) {
    if (column == null || column.isBlank()) {
      return null;
    }
    if (!column.strip().startsWith("[")) {
      return List.of(column);
    }
    try {
      JsonNode list = JSON.readTree(column);
      List<String> texts = new ArrayList<>(list.size());
      for (JsonNode item : list) {
        texts.add(item.isTextual() ? item.textValue() : item.toString());
      }
      return texts;
    } catch (JsonProcessingException notJson) {
      return List.of(column); // a text that merely begins with a bracket
    }
  }
}
