package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of a JSONL file: one JSON object a line, blank lines skipped. Text is taken as it is,
 * null as null, and any other value as the very characters that stand in the line: {@code 1.10} and
 * integers of any length keep their digits. A key that a line lacks is simply not in its record.
 */
final class JsonlRecords implements Records {

  private static final int MOST_CHARACTERS_OF_TEXT = 64 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Zero bytes would pass for UTF-16.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MOST_CHARACTERS_OF_TEXT).build())
          .build();

  private final String file;
  private final Utf8Lines lines;
  private final Set<String> columns = new LinkedHashSet<>();

  JsonlRecords(String file, Utf8Lines lines) {
    this.file = file;
    this.lines = lines;
  }

  @Override
  public @Nullable Map<String, @Nullable String> next() throws IOException {
    for (Utf8Lines.Line line = lines.next(); line != null; line = lines.next()) {
      String text = lines.text(line);
      if (!text.isBlank()) {
        return parse(line, text);
      }
    }
    return null;
  }

  private Map<String, @Nullable String> parse(Utf8Lines.Line line, String text) throws IOException {
    try (JsonParser parser = parser(line, text)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw malformed("not a JSON object but " + shown(first));
      }
      Map<String, @Nullable String> record = new LinkedHashMap<>();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        record.put(name, value(parser, text));
      }
      if (parser.nextToken() != null) {
        throw malformed("more than one JSON value; one object a line is allowed");
      }
      if (LoneSurrogates.areIn(text)) {
        throw malformed(LoneSurrogates.PROBLEM);
      }
      columns.addAll(record.keySet());
      return record;
    } catch (JsonProcessingException e) {
      throw malformed("not valid JSON: " + JsonComplaint.of(e));
    }
  }

  /** Of bytes where they are the characters as well: the parser need not make any of them. */
  private static JsonParser parser(Utf8Lines.Line line, String text) throws IOException {
    return line.isAscii()
        ? JSON.createParser(line.bytes(), line.from(), line.length())
        : JSON.createParser(text);
  }

  private static @Nullable String value(JsonParser parser, String text) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!token.isStructStart()) {
      return parser.getText();
    }
    int start = offset(parser.currentTokenLocation());
    parser.skipChildren();
    return text.substring(start, offset(parser.currentLocation()));
  }

  /** In characters, which a parser of bytes does not count. */
  private static int offset(JsonLocation place) {
    return (int) (place.getCharOffset() < 0 ? place.getByteOffset() : place.getCharOffset());
  }

  private static String shown(@Nullable JsonToken token) {
    return token == JsonToken.START_ARRAY ? "an array" : "a single value";
  }

  private MalformedDatasetException malformed(String problem) {
    return MalformedDatasetException.atLine(file, lines.number(), problem);
  }

  @Override
  public Set<String> columns() {
    return Collections.unmodifiableSet(columns);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
