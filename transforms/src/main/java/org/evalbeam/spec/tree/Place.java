package org.evalbeam.spec.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place in a file: its JSON path, and what puts it in order among others.
 *
 * @param path JSON path, such as {@code $.cv.grid_params.model[2].name}
 * @param position for each step of the path, which child of its parent it leads to
 */
public record Place(String path, List<Integer> position) {

  /** The whole file. */
  public static final Place ROOT = new Place("$", List.of());

  /** Earlier in the file first, an object before its fields. */
  public static final Comparator<Place> IN_FILE_ORDER = Place::compare;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /** The field {@code name}, which is the object's {@code index}-th, from 0. */
  public Place field(String name, int index) {
    return new Place(child(path, name), then(index));
  }

  /** The {@code index}-th value of a list, from 0. */
  public Place element(int index) {
    return new Place(path + "[" + index + "]", then(index));
  }

  /** A field that is not there: it comes in order before those that are. */
  public Place absent(String name) {
    return new Place(child(path, name), then(-1));
  }

  /** A place that others name relative to this one, such as {@code .params.prompt}. */
  public Place resolve(String relativePath) {
    return new Place(path + relativePath, position);
  }

  /**
   * The path of an object's field.
   *
   * @param path of the object; may be relative, or empty
   */
  public static String child(String path, String name) {
    return path + (PLAIN.matcher(name).matches() ? "." + name : "['" + Shown.plain(name) + "']");
  }

  private List<Integer> then(int index) {
    List<Integer> longer = new ArrayList<>(position);
    longer.add(index);
    return List.copyOf(longer);
  }

  private static int compare(Place a, Place b) {
    int shared = Math.min(a.position.size(), b.position.size());
    for (int i = 0; i < shared; i++) {
      int order = Integer.compare(a.position.get(i), b.position.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.position.size(), b.position.size());
  }
}
