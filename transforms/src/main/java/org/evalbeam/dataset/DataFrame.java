package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.evalbeam.dataset.Frame.UnreadableException;
import org.evalbeam.spec.tree.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The content of a dataset that a spec brings, in a form of pandas' {@code to_json} ({@link
 * FrameForms}), or a text that holds one.
 *
 * @param columns names of all columns, in the order given
 * @param rows one object a row; a record may lack columns
 * @param problems what is wrong, at paths relative to the dataset ({@code .df.query}); the rest is
 *     only sound where there are none
 */
public record DataFrame(Set<String> columns, List<ObjectNode> rows, List<Problem> problems) {

  private static final String PATH = ".df";

  /** Copies the collections. */
  public DataFrame {
    columns = Collections.unmodifiableSet(new LinkedHashSet<>(columns));
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
  }

  /** Reads the {@code df} of a dataset; never fails, but says what is wrong. */
  public static DataFrame parse(JsonNode df) {
    try (JsonParser parser =
        df.isTextual() ? Frame.JSON.createParser(df.textValue()) : Frame.JSON.treeAsTokens(df)) {
      DataFrame frame = read(FrameForms.open(parser));
      return frame.rows.isEmpty() && frame.problems.isEmpty()
          ? unreadable(List.of(new Problem("", "holds no rows")))
          : frame;
    } catch (UnreadableException e) {
      return unreadable(e.problems());
    } catch (JsonProcessingException e) {
      return unreadable(
          List.of(new Problem("", "the text is not valid JSON: " + JsonComplaint.of(e))));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static DataFrame read(Frame frame) throws IOException {
    List<ObjectNode> rows = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    while (read(frame, rows, problems)) {}
    return new DataFrame(frame.columns(), rows, within(problems));
  }

  /** Reads a row; false after the last. What is no row is a problem, and those after it count. */
  private static boolean read(Frame frame, List<ObjectNode> rows, List<Problem> problems)
      throws IOException {
    try {
      @Nullable ObjectNode row = frame.next();
      if (row != null) {
        rows.add(row);
      }
      return row != null;
    } catch (UnreadableException e) {
      return problems.addAll(e.problems());
    }
  }

  private static DataFrame unreadable(List<Problem> problems) {
    return new DataFrame(Set.of(), List.of(), within(problems));
  }

  private static List<Problem> within(List<Problem> problems) {
    return problems.stream()
        .map(problem -> new Problem(PATH + problem.path(), problem.message()))
        .toList();
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
    JsonGenerator generator = Frame.JSON.createGenerator(out);
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
