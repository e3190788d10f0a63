package org.evalbeam.spec.tree;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Says that a name is unknown, which known one is nearest to it, and which there are. */
public final class Unknown {

  private Unknown() {}

  /**
   * A message such as {@code unknown metric "lenght" (nearest: "length"); allowed: length, time}.
   *
   * @param kind what the name should name, such as {@code metric}
   */
  public static String message(String kind, String name, Collection<String> known) {
    String nearest = nearest(name, known).map(n -> " (nearest: " + Shown.text(n) + ")").orElse("");
    return "unknown %s %s%s; allowed: %s"
        .formatted(kind, Shown.text(name), nearest, Shown.names(known));
  }

  /** The known name with the fewest edits, if more than half of the characters may stay. */
  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .filter(other -> 2 * edits(name, other) < Math.max(name.length(), other.length()))
        .min(Comparator.comparingInt(other -> edits(name, other)));
  }

  private static int edits(String a, String b) {
    return LevenshteinDistance.getDefaultInstance().apply(a, b);
  }
}
