package org.evalbeam.spec.tree;

/**
 * One thing wrong in a file.
 *
 * @param path JSON path of the place, such as {@code $.cv.grid_params.model[2].name}
 * @param message what was found and what is allowed
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}
