package org.evalbeam.endpoint;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An API key in the process that uses it; knows how to keep itself out of everything else. */
final class Secret {

  private static final String MASK = "(key)";

  /** Shorter strings would tear holes into harmless text, and are no keys of any provider. */
  private static final int SHORTEST_SCRUBBED = 6;

  private final String value;
  private final List<String> whole;
  private final KeySearch escaped;

  /**
   * @param value printable ASCII
   */
  Secret(String value) {
    this.value = value;
    String json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
    // The longer ones first: half of an escape left over would break the JSON around it.
    this.whole = new ArrayList<>(List.of(json.replace("/", "\\/"), json, value));
    whole.addAll(base64(value));
    this.escaped = new KeySearch(value);
  }

  /** The header value that carries the key behind a prefix. */
  String inHeader(String prefix) {
    return prefix + value;
  }

  /**
   * The text without the key, in any of the forms that a server may echo it in: as it is, with any
   * of its characters escaped as in JSON or in a URL, and in Base64, alone or within something.
   */
  String scrub(String text) {
    if (value.length() < SHORTEST_SCRUBBED) {
      return text;
    }
    // Looked for first, as the search takes many times as long as all of the rest.
    boolean mayBeEscaped = text.contains("\\u00") || text.contains("%");
    String scrubbed = mayBeEscaped ? escaped.replaceAll(text, MASK) : text;
    for (String form : whole) {
      scrubbed = scrubbed.replace(form, MASK);
    }
    return scrubbed;
  }

  /**
   * The digits of the key's Base64 that depend on nothing else, for each of the three ways that it
   * may stand in a longer text, in both alphabets.
   */
  private static List<String> base64(String value) {
    List<String> forms = new ArrayList<>();
    for (int before = 0; before < 3; before++) {
      byte[] bytes = ("\0".repeat(before) + value).getBytes(StandardCharsets.UTF_8);
      int first = before == 0 ? 0 : before + 1;
      int end = bytes.length * 8 / 6;
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        forms.add(encoder.encodeToString(bytes).substring(first, end));
      }
    }
    return forms;
  }

  @Override
  public String toString() {
    return MASK;
  }
}
