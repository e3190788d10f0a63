package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A frame whose rows stand one after the other; one of them is in memory. */
final class RowFrame implements Frame {

  private final JsonParser parser;
  private final String path;
  private final @Nullable List<String> names;
  private final Set<String> left;
  private final boolean enclosed;
  private final Set<String> columns = new LinkedHashSet<>();
  private long row;
  private boolean ended;

  private RowFrame(
      JsonParser parser,
      String path,
      @Nullable List<String> names,
      Set<String> left,
      boolean enclosed) {
    this.parser = parser;
    this.path = path;
    this.names = names;
    this.left = left;
    this.enclosed = enclosed;
  }

  /**
   * Rows that are objects.
   *
   * @param parser at the start of their list
   * @param path of the list within the frame
   * @param left fields of rows that are no columns
   * @param enclosed whether the list is a field of an object
   */
  static RowFrame ofObjects(JsonParser parser, String path, Set<String> left, boolean enclosed) {
    return new RowFrame(parser, path, null, left, enclosed);
  }

  /**
   * Rows that are lists, in the field {@code data}.
   *
   * @param parser at the start of their list
   * @param names of the columns
   */
  static RowFrame ofLists(JsonParser parser, List<String> names) {
    RowFrame frame = new RowFrame(parser, ".data", names, Set.of(), true);
    frame.columns.addAll(names);
    return frame;
  }

  @Override
  public @Nullable ObjectNode next() throws IOException, UnreadableException {
    if (ended) {
      return null;
    }
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      ended = true;
      endOfFrame();
      return null;
    }
    JsonNode value = Frame.value(parser);
    String at = path + "[" + row++ + "]";
    Frame.checkTexts(value, at);
    return names == null ? ofObject(value, at) : ofList(value, names, at);
  }

  private ObjectNode ofObject(JsonNode value, String at) throws UnreadableException {
    if (value instanceof ObjectNode object) {
      object.remove(left);
      object.fieldNames().forEachRemaining(columns::add);
      return object;
    }
    throw UnreadableException.wrong(
        at,
        value,
        value.isArray()
            ? "an object: lists of values (orient=\"values\") have no names of columns"
            : "an object");
  }

  private static ObjectNode ofList(JsonNode value, List<String> names, String at)
      throws UnreadableException {
    if (!value.isArray() || value.size() != names.size()) {
      throw UnreadableException.wrong(
          at, value, "a list of " + names.size() + ", one value for each of the columns");
    }
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < names.size(); i++) {
      object.set(names.get(i), value.get(i));
    }
    return object;
  }

  private void endOfFrame() throws IOException, UnreadableException {
    if (enclosed) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        parser.nextToken();
        parser.skipChildren();
      }
    }
    end(parser);
  }

  /** Nothing may follow. */
  static void end(JsonParser parser) throws IOException, UnreadableException {
    if (parser.nextToken() != null) {
      throw UnreadableException.at(
          "", "more than one JSON value; one object a line is the format jsonl");
    }
  }

  @Override
  public Set<String> columns() {
    return Collections.unmodifiableSet(columns);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
