package org.evalbeam.spec.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what is wrong in a file, so that all of it is reported at once. The same problem of the
 * same place, reached through several points of the grid, counts once.
 */
public final class Problems {

  private final Map<Problem, Place> found = new LinkedHashMap<>();

  /** Something wrong at a place. */
  public void add(Place place, String message) {
    found.putIfAbsent(new Problem(place.path(), message), place);
  }

  /**
   * A value of the wrong kind.
   *
   * @param allowed what is allowed, to follow "must be"
   */
  public void wrong(Located value, String allowed) {
    add(value.place(), "found %s, must be %s".formatted(Shown.value(value.json()), allowed));
  }

  /** What others found wrong, their paths relative to {@code place}. */
  public void addAll(Place place, List<Problem> relative) {
    relative.forEach(problem -> add(place.resolve(problem.path()), problem.message()));
  }

  /** Whether nothing was wrong so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Every problem, in the order of the file. */
  public List<Problem> inFileOrder() {
    return found.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Place.IN_FILE_ORDER))
        .map(Map.Entry::getKey)
        .toList();
  }
}
