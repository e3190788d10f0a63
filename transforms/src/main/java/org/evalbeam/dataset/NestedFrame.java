package org.evalbeam.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problem;
import org.evalbeam.spec.tree.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A frame of objects in an object: {@code {column: {index: value}}}, or {@code {index: {column:
 * value}}} where the outer names are integers and the inner ones are not. Rows stand in the order
 * of their index where it is numeric, else as they come. The whole frame is in memory, since a
 * row's values stand in as many places as there are columns.
 */
final class NestedFrame implements Frame {

  private static final Pattern NUMERIC = Pattern.compile("-?[0-9]{1,18}");
  private static final String COLUMN = "an object of row index to value";

  private final Set<String> columns;
  private final Iterator<ObjectNode> rows;

  private NestedFrame(Set<String> columns, List<ObjectNode> rows) {
    this.columns = Collections.unmodifiableSet(columns);
    this.rows = rows.iterator();
  }

  static Frame of(ObjectNode frame) throws UnreadableException {
    Frame.checkTexts(frame, "");
    return isByIndex(frame) ? byIndex(frame) : byColumn(frame);
  }

  private static boolean isByIndex(ObjectNode frame) {
    JsonNode first = frame.isEmpty() ? frame : frame.elements().next();
    return first.isObject()
        && !first.isEmpty()
        && areNumeric(names(frame))
        && !areNumeric(names(first));
  }

  private static Frame byIndex(ObjectNode frame) throws UnreadableException {
    Set<String> columns = new LinkedHashSet<>();
    List<ObjectNode> rows = new ArrayList<>();
    for (String index : order(names(frame))) {
      if (!(frame.get(index) instanceof ObjectNode row)) {
        throw UnreadableException.wrong(
            Place.child("", index), frame.get(index), "an object of column to value");
      }
      row.fieldNames().forEachRemaining(columns::add);
      rows.add(row);
    }
    return new NestedFrame(columns, rows);
  }

  private static Frame byColumn(ObjectNode frame) throws UnreadableException {
    List<Problem> problems = problems(frame);
    if (!problems.isEmpty()) {
      throw new UnreadableException(problems);
    }
    Set<String> columns = names(frame);
    List<ObjectNode> rows = new ArrayList<>();
    for (String index : columns.isEmpty() ? List.<String>of() : order(indexOf(frame))) {
      ObjectNode row = JSON.createObjectNode();
      columns.forEach(column -> row.set(column, frame.get(column).get(index)));
      rows.add(row);
    }
    return new NestedFrame(columns, rows);
  }

  /** All that keeps columns from being a table. */
  private static List<Problem> problems(ObjectNode frame) {
    List<Problem> problems = new ArrayList<>();
    JsonNode first = frame.isEmpty() ? frame : frame.elements().next();
    for (String column : names(frame)) {
      String path = Place.child("", column);
      JsonNode values = frame.get(column);
      if (!values.isObject()) {
        problems.add(
            new Problem(path, "found %s, must be %s".formatted(Shown.value(values), COLUMN)));
      } else if (first.isObject() && !names(values).equals(names(first))) {
        String firstColumn = frame.fieldNames().next();
        problems.add(new Problem(path, ragged(names(values), names(first), firstColumn)));
      }
    }
    return problems;
  }

  private static String ragged(Set<String> found, Set<String> first, String firstColumn) {
    Set<String> missing = new LinkedHashSet<>(first);
    missing.removeAll(found);
    Set<String> extra = new LinkedHashSet<>(found);
    extra.removeAll(first);
    String example =
        missing.isEmpty()
            ? "has row `" + extra.iterator().next() + "` more"
            : "lacks row `" + missing.iterator().next() + "`";
    return "has %d rows, column `%s` has %d: it %s"
        .formatted(found.size(), firstColumn, first.size(), example);
  }

  private static Set<String> indexOf(ObjectNode frame) {
    return names(frame.elements().next());
  }

  private static List<String> order(Set<String> index) {
    List<String> order = new ArrayList<>(index);
    if (areNumeric(index)) {
      order.sort(Comparator.comparing(BigInteger::new));
    }
    return order;
  }

  private static boolean areNumeric(Set<String> names) {
    return names.stream().allMatch(NUMERIC.asMatchPredicate());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Override
  public @Nullable ObjectNode next() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public Set<String> columns() {
    return columns;
  }

  @Override
  public void close() {}
}
