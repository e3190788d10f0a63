package org.evalbeam.pipeline.evalap;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the variable that holds the key to a host, since EvalAP never returns a key: the first part
 * of the host's name that says whose it is, as {@code OPENAI_API_KEY} for {@code api.openai.com}.
 */
final class KeyNames {

  private static final Set<String> GENERIC = Set.of("api", "www", "llm", "inference", "v1");
  private static final Pattern ADDRESS = Pattern.compile("localhost|[0-9.]+|\\[.*");

  private KeyNames() {}

  /** The reference to put into a spec; null where the host is this machine or a bare address. */
  static @Nullable String of(String baseUrl) {
    String host;
    try {
      host = URI.create(baseUrl).getHost();
    } catch (IllegalArgumentException noUrl) {
      return null;
    }
    if (host == null || ADDRESS.matcher(host).matches()) {
      return null;
    }
    for (String part : host.split("\\.", -1)) {
      if (!GENERIC.contains(part.toLowerCase(Locale.ROOT))) {
        return "${" + part.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY}";
      }
    }
    return null;
  }
}
