package org.evalbeam.metric.prompt;

/** A template that can't be read, or not be rendered for the values given. */
public final class InvalidTemplateException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * What is wrong, and where.
   *
   * @param line line of the template, from 1; 0 where the whole template is meant
   * @param message what was found and what is allowed
   */
  public InvalidTemplateException(int line, String message) {
    super(line > 0 ? "line " + line + ": " + message : message);
  }
}
