package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model or judge as the spec names it, with the credentials as a reference.
 *
 * @param name the model's name in requests; for supplied outputs their {@code aliased_name} where
 *     they give no name
 * @param baseUrl base URL of the endpoint, as in the spec, but without a trailing slash, and with
 *     scheme and host in small letters; null for supplied outputs
 * @param apiKey reference to the key; null where none is named
 * @param aliasedName name to show instead
 * @param systemPrompt the system message
 * @param preludePrompt text put before the query in the user message
 * @param samplingParams merged into the request body; a JSON null removes a default
 * @param extraParams merged into the request body after them
 * @param suppliedOutputs key of the supplied outputs in {@link ExperimentSet#suppliedOutputs}; null
 *     where the model is called
 */
public record Model(
    String name,
    @Nullable String baseUrl,
    @Nullable KeyReference apiKey,
    @Nullable String aliasedName,
    @Nullable String systemPrompt,
    @Nullable String preludePrompt,
    Map<String, JsonNode> samplingParams,
    Map<String, JsonNode> extraParams,
    @Nullable String suppliedOutputs)
    implements Serializable {

  /** The name that tables and labels show. */
  public String shownName() {
    return aliasedName == null ? name : aliasedName;
  }

  /** Whether the answers come with the spec, so that nothing is called. */
  public boolean isSupplied() {
    return suppliedOutputs != null;
  }
}
