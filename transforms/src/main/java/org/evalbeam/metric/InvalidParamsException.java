package org.evalbeam.metric;

import java.util.List;

/** Parameters that a metric can't work with. */
public final class InvalidParamsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Wrong> problems;

  /** All that is wrong, at least one. */
  public InvalidParamsException(List<Wrong> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong. */
  public List<Wrong> problems() {
    return problems;
  }

  /**
   * One wrong parameter.
   *
   * @param param its name
   * @param message what was found and what is allowed
   */
  public record Wrong(String param, String message) {}
}
