package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What a parser found wrong in JSON, without what concerns its own source and settings. */
final class JsonComplaint {

  /** Its line would be counted from the text that was parsed, not from the file. */
  private static final Pattern START_MARKER = Pattern.compile(" ?\\(start marker at .*?\\]\\)");

  private JsonComplaint() {}

  /** The complaint, to follow "not valid JSON: ". */
  static String of(JsonProcessingException e) {
    String told = e.getOriginalMessage();
    return told.startsWith("Non-standard token")
        ? "NaN and infinities are none, must be a number or null"
        : START_MARKER.matcher(told).replaceAll("");
  }
}
