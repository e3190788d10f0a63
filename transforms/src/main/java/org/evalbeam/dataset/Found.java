package org.evalbeam.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What error messages call a JSON value that was found where another was expected. */
final class Found {

  private Found() {}

  /** The kind of the value, with its article: {@code a number}. */
  static String in(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "text";
      case NULL, MISSING -> "nothing";
      default -> "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
