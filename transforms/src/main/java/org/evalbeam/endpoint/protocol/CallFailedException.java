package org.evalbeam.endpoint.protocol;

import java.time.Duration;
import org.evalbeam.data.FailureReason;
import org.jspecify.annotations.Nullable;

/** One attempt of a call failed; carries what the retry policy needs to decide. */
public final class CallFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final @Nullable Duration retryAfter;

  public CallFailedException(FailureReason reason, String message) {
    this(reason, message, null);
  }

  /**
   * @param retryAfter how long the server asks to wait; null where it does not say
   */
  public CallFailedException(FailureReason reason, String message, @Nullable Duration retryAfter) {
    super(message);
    this.failure = new Failure(reason, message);
    this.retryAfter = retryAfter;
  }

  public Failure failure() {
    return failure;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
