package org.evalbeam.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Turns entries into lines of a segment. */
final class EntryWriter {

  private static final JsonFactory JSON = new JsonFactory();

  /** For texts with half of a surrogate pair, which UTF-8 can't carry. */
  private static final JsonFactory ASCII_JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private EntryWriter() {}

  /** The line of an entry, its newline included. */
  static byte[] line(JournalEntry entry) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(entry.body().length() + 512);
    out.writeBytes(new byte[EntryFormat.CHECKED_FROM]);
    write(out, entry.callId() + " " + entry.task() + " ");
    writeJson(out, entry);
    write(out, "\n");
    return EntryFormat.seal(out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void writeJson(ByteArrayOutputStream out, JournalEntry entry) throws IOException {
    boolean unicode =
        isUnicode(entry.endpoint()) && isUnicode(entry.model()) && isUnicode(entry.body());
    try (JsonGenerator json = (unicode ? JSON : ASCII_JSON).createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("endpoint", entry.endpoint());
      json.writeStringField("model", entry.model());
      json.writeNumberField("at_millis", entry.atMillis());
      json.writeNumberField("seconds", entry.seconds());
      json.writeNumberField("first_byte_seconds", entry.firstByteSeconds());
      json.writeStringField("body", entry.body());
      json.writeEndObject();
    }
  }

  /** Whether each half of a surrogate pair has its other half. */
  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
