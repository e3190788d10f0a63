package org.evalbeam.pipeline.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.pipeline.simulate.draw.Draws;
import org.jspecify.annotations.Nullable;

/**
 * The questions whose right answers the simulated models know. A user's message is an optional
 * prelude, a blank line and the query, so a question is looked up as the whole message, then as
 * each part of it that follows a blank line, the longest first.
 */
public final class KnownAnswers {

  /** A question and its right answer, as they stand in the dataset. */
  record Known(String query, String expected) {}

  private static final String BLANK_LINE = "\n\n";

  private final Map<String, Known> byQuery = new HashMap<>();

  /** Spares hashing the parts of a long message that cannot be a query. */
  private final Set<Integer> lengths = new HashSet<>();

  private final List<String> openAnswers;

  private KnownAnswers(Iterable<Row> rows) {
    Set<String> open = new LinkedHashSet<>();
    for (Row row : rows) {
      String query = row.columns().get(Row.QUERY);
      String expected = row.columns().get(Row.OUTPUT_TRUE);
      if (query == null || expected == null) {
        continue;
      }
      byQuery.putIfAbsent(query, new Known(query, expected));
      lengths.add(query.length());
      if (!MultipleChoice.isLetter(expected)) {
        open.add(expected);
      }
    }
    openAnswers = new ArrayList<>(open);
  }

  /** No known questions. */
  public static KnownAnswers none() {
    return new KnownAnswers(List.of());
  }

  /**
   * The answers of these rows, by columns {@code query} and {@code output_true}; rows that lack one
   * are left out, and of equal queries the first counts.
   */
  public static KnownAnswers of(Iterable<Row> rows) {
    return new KnownAnswers(rows);
  }

  /** The known question that a user's message asks. */
  Optional<Known> find(String message) {
    int start = 0;
    while (true) {
      Known known = startingAt(message, start);
      if (known != null) {
        return Optional.of(known);
      }
      // One step, not two: of three line ends, the query may begin after the second or the third.
      int blank = message.indexOf(BLANK_LINE, Math.max(0, start - BLANK_LINE.length() + 1));
      if (blank < 0) {
        return Optional.empty();
      }
      start = blank + BLANK_LINE.length();
    }
  }

  private @Nullable Known startingAt(String message, int start) {
    return lengths.contains(message.length() - start)
        ? byQuery.get(message.substring(start))
        : null;
  }

  /** The expected answer of another open question, one that no judge would take for this. */
  Optional<String> otherThan(String expected, Draws draws) {
    if (openAnswers.isEmpty()) {
      return Optional.empty();
    }
    int first = draws.below(openAnswers.size());
    for (int i = 0; i < openAnswers.size(); i++) {
      String other = openAnswers.get((first + i) % openAnswers.size());
      if (Agreement.of(other, expected) < 0.5) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }
}
