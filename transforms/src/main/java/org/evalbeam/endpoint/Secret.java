package org.evalbeam.endpoint;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An API key in the process that uses it; knows how to keep itself out of everything else. */
final class Secret {

  private static final String MASK = "(key)";

  /** Shorter strings would tear holes into harmless text, and are no keys of any provider. */
  private static final int SHORTEST_SCRUBBED = 6;

  private final String value;
  private final List<String> forms;

  Secret(String value) {
    this.value = value;
    Set<String> known = new LinkedHashSet<>();
    known.add(value);
    known.add(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
    known.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    known.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    this.forms = List.copyOf(known);
  }

  /** The header value that carries the key. */
  String bearer() {
    return "Bearer " + value;
  }

  /** The text without the key, in any of the forms that a server may echo it in. */
  String scrub(String text) {
    if (value.length() < SHORTEST_SCRUBBED) {
      return text;
    }
    String scrubbed = text;
    for (String form : forms) {
      if (scrubbed.contains(form)) {
        scrubbed = scrubbed.replace(form, MASK);
      }
    }
    return scrubbed;
  }

  @Override
  public String toString() {
    return MASK;
  }
}
