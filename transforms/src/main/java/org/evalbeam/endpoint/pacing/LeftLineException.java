package org.evalbeam.endpoint.pacing;

/** A call left the line without its turn, since no more calls are to be made. */
public final class LeftLineException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Waited waited;

  LeftLineException(Waited waited) {
    super("no more calls are made");
    this.waited = waited;
  }

  /** How long it stood in line. */
  public Waited waited() {
    return waited;
  }
}
