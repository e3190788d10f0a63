package org.evalbeam.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How values that have a type become the text that rows hold. */
final class JsonText {

  private JsonText() {}

  /** Text as it is, null as null, any other value as its JSON. */
  static @Nullable String of(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
