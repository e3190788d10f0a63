package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.evalbeam.dataset.Frame.UnreadableException;

/**
 * Tells the forms of pandas' {@code to_json} apart ({@code orient}, pandas documentation,
 * "DataFrame.to_json") by what stands first, so that those which can be read row by row are:
 *
 * <ul>
 *   <li>{@code records}, {@code [{column: value}, …]};
 *   <li>{@code split}, {@code {"columns": […], "index": […], "data": [[…], …]}};
 *   <li>{@code table}, {@code {"schema": {"fields": …}, "data": [{column: value}, …]}}; its index
 *       is no column;
 *   <li>{@code columns}, {@code {column: {index: value}}}, and {@code index}, {@code {index:
 *       {column: value}}}, which are held in memory: see {@link NestedFrame}.
 * </ul>
 *
 * {@code values}, a list of lists, has no names of columns and is refused.
 */
final class FrameForms {

  private static final String COLUMNS = "columns";
  private static final String SCHEMA = "schema";
  private static final String DATA = "data";

  static final String ALLOWED =
      "an object of columns, each an object of row index to value, or a list of objects";

  private FrameForms() {}

  /**
   * The frame that a parser will read, from its first token.
   *
   * @throws UnreadableException where it holds none
   */
  static Frame open(JsonParser parser) throws IOException, UnreadableException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      return RowFrame.ofObjects(parser, "", Set.of(), false);
    }
    if (first != JsonToken.START_OBJECT) {
      throw UnreadableException.wrong("", Frame.value(parser), ALLOWED);
    }
    return open(parser, Frame.JSON.createObjectNode());
  }

  /** Reads fields until they show the form, or end. */
  private static Frame open(JsonParser parser, ObjectNode fields)
      throws IOException, UnreadableException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (name.equals(DATA) && token == JsonToken.START_ARRAY && fields.path(COLUMNS).isArray()) {
        return RowFrame.ofLists(parser, names(fields.path(COLUMNS), "." + COLUMNS));
      }
      if (name.equals(DATA) && token == JsonToken.START_ARRAY && isSchema(fields.path(SCHEMA))) {
        return RowFrame.ofObjects(parser, "." + DATA, index(fields.path(SCHEMA)), true);
      }
      fields.set(name, Frame.value(parser));
    }
    RowFrame.end(parser);
    boolean rowsCameFirst =
        fields.path(DATA).isArray()
            && (fields.path(COLUMNS).isArray() || isSchema(fields.path(SCHEMA)));
    return rowsCameFirst
        ? open(Frame.JSON.treeAsTokens(withDataLast(fields)))
        : NestedFrame.of(fields);
  }

  private static ObjectNode withDataLast(ObjectNode fields) {
    JsonNode data = fields.remove(DATA);
    return fields.set(DATA, data);
  }

  private static boolean isSchema(JsonNode schema) {
    return schema.path("fields").isArray();
  }

  private static Set<String> index(JsonNode schema) {
    Set<String> names = new HashSet<>();
    schema.path("primaryKey").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static List<String> names(JsonNode columns, String path) throws UnreadableException {
    List<String> names = new ArrayList<>();
    for (JsonNode column : (ArrayNode) columns) {
      if (column.isContainerNode()) {
        throw UnreadableException.wrong(
            path + "[" + names.size() + "]", column, "the name of a column");
      }
      if (names.contains(column.asText())) {
        throw UnreadableException.at(path, "two columns are named `" + column.asText() + "`");
      }
      names.add(column.asText());
    }
    return names;
  }
}
