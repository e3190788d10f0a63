package org.evalbeam.spec.tree;

import java.util.List;
import java.util.stream.Collectors;

/** A spec, catalog or option file that can't be used; carries every problem found in it. */
public final class InvalidSpecException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final transient List<Problem> problems;

  /** All problems of {@code file}, at least one. */
  public InvalidSpecException(String file, List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> file + ": " + problem)
            .collect(Collectors.joining(System.lineSeparator())));
    this.file = file;
    this.problems = List.copyOf(problems);
  }

  /** The file that the problems are in. */
  public String file() {
    return file;
  }

  /** Every problem, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
