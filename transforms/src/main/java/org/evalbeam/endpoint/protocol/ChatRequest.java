package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a chat model, apart from any protocol.
 *
 * @param model model name
 * @param system the system message; null for none
 * @param user the user message's text
 * @param image the image that the user message shows; null for none
 * @param defaults body fields of ours, which the others override
 * @param samplingParams body fields of the spec; a JSON null removes a default
 * @param extraParams body fields of the spec that win over the sampling parameters
 */
public record ChatRequest(
    String model,
    @Nullable String system,
    String user,
    @Nullable Image image,
    Map<String, JsonNode> defaults,
    Map<String, JsonNode> samplingParams,
    Map<String, JsonNode> extraParams) {

  /** A request that shows no image. */
  public ChatRequest(
      String model,
      @Nullable String system,
      String user,
      Map<String, JsonNode> defaults,
      Map<String, JsonNode> samplingParams,
      Map<String, JsonNode> extraParams) {
    this(model, system, user, null, defaults, samplingParams, extraParams);
  }
}
