package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.evalbeam.spec.tree.Place;
import org.jspecify.annotations.Nullable;

/**
 * Halves of surrogate pairs that stand alone. JSON's escapes can write them and UTF-8 can't, so
 * that a question mark would stand in the request and in the tables without a word.
 */
final class LoneSurrogates {

  static final String PROBLEM =
      "found half of a character, such as \\ud800 without the \\udc00 that belongs to it; must be"
          + " text that UTF-8 can hold";

  private LoneSurrogates() {}

  /** Whether one of the texts and names is not whole, in JSON that came as UTF-8. */
  static boolean areIn(String json) throws IOException {
    if (json.indexOf('\\') < 0 || (!json.contains("\\ud") && !json.contains("\\uD"))) {
      return false;
    }
    try (JsonParser parser = Frame.JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean text = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
        if (text && isHalf(parser.getText())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Where the first text or name stands that is not whole.
   *
   * @param path of the value
   * @return null where there is none
   */
  static @Nullable String find(JsonNode value, String path) {
    if (value.isTextual()) {
      return isHalf(value.textValue()) ? path : null;
    }
    int element = 0;
    for (JsonNode child : value.isArray() ? value : Frame.JSON.createArrayNode()) {
      String found = find(child, path + "[" + element++ + "]");
      if (found != null) {
        return found;
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String at = Place.child(path, field.getKey());
      String found = isHalf(field.getKey()) ? at : find(field.getValue(), at);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static boolean isHalf(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
