package org.evalbeam.metric;

import java.util.List;
import org.evalbeam.data.FailureReason;

/** The models that a metric may ask: the judge, and one that gives embeddings. */
public interface Judge {

  /** Stands for the embedding model that the endpoint catalog names. */
  String DEFAULT_EMBEDDINGS = "";

  /**
   * Asks the judge, in one user message, and waits for its reply.
   *
   * @return the reply without its reasoning
   * @throws FailedException where no reply was to be had
   */
  String ask(String prompt) throws FailedException;

  /**
   * Asks for the embeddings of some texts, none of them empty, in one call.
   *
   * @return a vector for each text, all of one length
   * @throws FailedException where no reply was to be had
   */
  default List<List<Double>> embed(List<String> texts) throws FailedException {
    throw new IllegalStateException("only metrics that name an embedding model may ask for it");
  }

  /** There was no reply. */
  final class FailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    /** A call that failed for this reason; the message says what was found. */
    public FailedException(FailureReason reason, String message) {
      super(message);
      this.reason = reason;
    }

    /** Why it failed. */
    public FailureReason reason() {
      return reason;
    }
  }
}
