package org.evalbeam.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/** Models named {@code m} for tests. */
final class Models {

  private Models() {}

  /** A model without a key. */
  static Model at(String baseUrl) {
    return at(baseUrl, null);
  }

  /** A model with the key of the spec. */
  static Model at(String baseUrl, @Nullable KeyReference key) {
    return new Model("m", baseUrl, key, null, null, null, Map.of(), Map.of(), null);
  }

  /** A model with prompts and parameters. */
  static Model asking(
      @Nullable String system,
      @Nullable String prelude,
      Map<String, JsonNode> sampling,
      Map<String, JsonNode> extra) {
    return new Model("m", "https://h/v1", null, null, system, prelude, sampling, extra, null);
  }
}
