package org.evalbeam.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns lines of a segment back into entries; never into anything else than what was written. */
final class EntryReader {

  /** Replies are limited where they are received, not here. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private String endpoint = "";
  private String model = "";
  private long atMillis;
  private double seconds;
  private double firstByteSeconds;
  private String body = "";

  private EntryReader() {}

  /**
   * The entry of a line.
   *
   * @param line without its newline
   * @return empty if the line is not as it was written
   */
  static Optional<JournalEntry> entry(byte[] line) {
    LineCheck check = new LineCheck();
    check.take(line, 0, line.length);
    if (!check.isWhole() || !check.isEntry()) {
      return Optional.empty();
    }
    try (JsonParser json =
        JSON.createParser(line, EntryFormat.JSON_FROM, line.length - EntryFormat.JSON_FROM)) {
      EntryReader reader = new EntryReader();
      reader.read(json);
      return Optional.of(
          reader.entry(text(line, EntryFormat.CHECKED_FROM), text(line, EntryFormat.TASK_FROM)));
    } catch (IOException | IllegalArgumentException e) {
      // Checked, yet not of our writing.
      return Optional.empty();
    }
  }

  private static String text(byte[] line, int from) {
    return new String(line, from, EntryId.DIGITS, StandardCharsets.US_ASCII);
  }

  private void read(JsonParser json) throws IOException {
    json.nextToken();
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      switch (field) {
        case "endpoint" -> endpoint = json.getText();
        case "model" -> model = json.getText();
        case "at_millis" -> atMillis = json.getLongValue();
        case "seconds" -> seconds = number(json);
        case "first_byte_seconds" -> firstByteSeconds = number(json);
        case "body" -> body = json.getText();
        default -> json.skipChildren();
      }
    }
  }

  /** What is no finite number is written as a string. */
  private static double number(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING
        ? Double.parseDouble(json.getText())
        : json.getDoubleValue();
  }

  private JournalEntry entry(String callId, String task) {
    return new JournalEntry(
        callId, task, endpoint, model, atMillis, seconds, firstByteSeconds, body);
  }
}
