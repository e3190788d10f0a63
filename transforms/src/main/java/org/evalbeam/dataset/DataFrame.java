package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problem;
import org.evalbeam.spec.tree.Shown;

/**
 * The content of a dataset that a spec brings, as pandas' {@code to_json} writes it: {@code
 * orient="columns"}, {@code {"query": {"0": "Why?"}}}, or {@code orient="records"}, {@code
 * [{"query": "Why?"}]}; or a text that holds either. Rows of the first form stand in the order of
 * their index where it is numeric, else in the order of the first column.
 *
 * @param columns names of all columns, in the order given
 * @param rows one object a row; a record may lack columns
 * @param problems what is wrong, at paths relative to the dataset ({@code .df.query}); the rest is
 *     only sound where there are none
 */
public record DataFrame(Set<String> columns, List<ObjectNode> rows, List<Problem> problems) {

  private static final String ALLOWED =
      "an object of columns, each an object of row index to value, or a list of objects";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern NUMERIC = Pattern.compile("-?[0-9]{1,18}");

  /** Copies the collections. */
  public DataFrame {
    columns = Collections.unmodifiableSet(new LinkedHashSet<>(columns));
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
  }

  /** Reads the {@code df} of a dataset; never fails, but says what is wrong. */
  public static DataFrame parse(JsonNode df) {
    if (df.isTextual()) {
      try {
        return ofTree(JSON.readTree(df.textValue()));
      } catch (JsonProcessingException e) {
        return unreadable("the text is not valid JSON: " + e.getOriginalMessage());
      }
    }
    return ofTree(df);
  }

  private static DataFrame ofTree(JsonNode df) {
    if (!df.isObject() && !df.isArray()) {
      return unreadable(wrong(df, ALLOWED));
    }
    DataFrame frame = df.isArray() ? ofRecords(df) : ofColumns(df);
    return frame.rows.isEmpty() && frame.problems.isEmpty() ? unreadable("holds no rows") : frame;
  }

  private static DataFrame unreadable(String problem) {
    return new DataFrame(Set.of(), List.of(), List.of(new Problem(".df", problem)));
  }

  private static String wrong(JsonNode found, String allowed) {
    return "found %s, must be %s".formatted(Shown.value(found), allowed);
  }

  private static DataFrame ofRecords(JsonNode df) {
    Set<String> columns = new LinkedHashSet<>();
    List<ObjectNode> rows = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < df.size(); i++) {
      if (df.get(i) instanceof ObjectNode row) {
        row.fieldNames().forEachRemaining(columns::add);
        rows.add(row);
      } else {
        problems.add(new Problem(".df[" + i + "]", wrong(df.get(i), "an object")));
      }
    }
    return new DataFrame(columns, rows, problems);
  }

  private static DataFrame ofColumns(JsonNode df) {
    List<String> columns = new ArrayList<>();
    df.fieldNames().forEachRemaining(columns::add);
    List<Problem> problems = raggedColumns(df, columns);
    List<ObjectNode> rows = new ArrayList<>();
    if (problems.isEmpty() && !columns.isEmpty()) {
      for (String index : order(names(df.get(columns.get(0))))) {
        ObjectNode row = JSON.createObjectNode();
        columns.forEach(column -> row.set(column, df.get(column).get(index)));
        rows.add(row);
      }
    }
    return new DataFrame(new LinkedHashSet<>(columns), rows, problems);
  }

  private static List<Problem> raggedColumns(JsonNode df, List<String> columns) {
    List<Problem> problems = new ArrayList<>();
    for (String column : columns) {
      String path = Place.child(".df", column);
      JsonNode first = df.get(columns.get(0));
      JsonNode values = df.get(column);
      if (!values.isObject()) {
        problems.add(new Problem(path, wrong(values, "an object of row index to value")));
      } else if (first.isObject() && !names(values).equals(names(first))) {
        problems.add(new Problem(path, ragged(names(values), names(first), columns.get(0))));
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

  private static List<String> order(Set<String> index) {
    List<String> order = new ArrayList<>(index);
    if (order.stream().allMatch(NUMERIC.asMatchPredicate())) {
      order.sort(Comparator.comparing(BigInteger::new));
    }
    return order;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Writes the rows as JSONL in UTF-8, the same bytes for the same content; leaves {@code out}
   * open.
   *
   * @throws IllegalStateException where there are problems
   */
  public void writeJsonl(OutputStream out) throws IOException {
    if (!problems.isEmpty()) {
      throw new IllegalStateException("not a sound table: " + problems);
    }
    JsonGenerator generator = JSON.createGenerator(out);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    generator.setRootValueSeparator(null);
    try (generator) {
      for (ObjectNode row : rows) {
        generator.writeTree(row);
        generator.writeRaw('\n');
      }
    }
  }
}
