package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
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
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MOST_CHARACTERS_OF_TEXT).build())
          .build();

  private final String file;
  private final BufferedReader lines;
  private final Set<String> columns = new LinkedHashSet<>();
  private long line;

  JsonlRecords(String file, Reader text) {
    this.file = file;
    this.lines = new BufferedReader(text);
  }

  @Override
  public @Nullable Map<String, @Nullable String> next() throws IOException {
    String text = lines.readLine();
    line++;
    while (text != null && text.isBlank()) {
      text = lines.readLine();
      line++;
    }
    return text == null ? null : parse(text);
  }

  private Map<String, @Nullable String> parse(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
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

  private static @Nullable String value(JsonParser parser, String text) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!token.isStructStart()) {
      return parser.getText();
    }
    long start = parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return text.substring((int) start, (int) parser.currentLocation().getCharOffset());
  }

  private static String shown(@Nullable JsonToken token) {
    return token == JsonToken.START_ARRAY ? "an array" : "a single value";
  }

  private MalformedDatasetException malformed(String problem) {
    return MalformedDatasetException.atLine(file, line, problem);
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
