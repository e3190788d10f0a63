package org.evalbeam.endpoint;

import java.time.Duration;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a dead endpoint, so that the rest of its work fails at once instead of being tried for
 * days: the same error again and again, no success between. What it has recognised stands until the
 * end of the run; running again asks anew. For any number of threads.
 */
final class Breaker {

  /** Calls in a row that found no server, or a broken one, through all of their attempts. */
  private static final int WITHOUT_SERVICE = 5;

  /** Calls in a row that were turned away whoever asks: a wrong key, a moved server. */
  private static final int TURNED_AWAY = 3;

  /** Calls in a row that ended word for word alike, though each row asks something else. */
  private static final int WORD_FOR_WORD = 20;

  private final Duration patience;
  private String streak = "";
  private int length;
  private long since;
  private volatile @Nullable Failure verdict;

  /**
   * @param patience how long an endpoint may refuse every call (429)
   */
  Breaker(Duration patience) {
    this.patience = patience;
  }

  /** Why no more calls are to be made; null where they are. */
  @Nullable Failure verdict() {
    return verdict;
  }

  /** The endpoint replied to a request as it should. */
  synchronized void succeeded() {
    streak = "";
    length = 0;
  }

  /**
   * A request failed.
   *
   * @param last whether the call is not made again
   * @param now nanoseconds of a clock that never jumps
   */
  synchronized void failed(Failure failure, boolean last, long now) {
    String kind = kind(failure);
    if (!kind.equals(streak)) {
      streak = kind;
      length = 0;
      since = now;
    }
    length += last ? 1 : 0;
    if (verdict == null && isDead(failure.reason(), now)) {
      verdict =
          new Failure(
              failure.reason(),
              "not called, the endpoint was given up: again and again, with no success between, "
                  + failure.message());
    }
  }

  /** What counts as the same error. */
  private static String kind(Failure failure) {
    return switch (failure.reason()) {
      case UNREACHABLE, TIMEOUT, SERVER_ERROR -> "no service";
      case BAD_REQUEST, MALFORMED_REPLY -> failure.message();
      default -> failure.reason().name();
    };
  }

  private boolean isDead(FailureReason reason, long now) {
    return switch (reason) {
      case NO_CREDIT -> true;
      case UNAUTHORIZED, REDIRECTED -> length >= TURNED_AWAY;
      case UNREACHABLE, TIMEOUT, SERVER_ERROR -> length >= WITHOUT_SERVICE;
      case RATE_LIMITED -> now - since >= patience.toNanos();
      case BAD_REQUEST, MALFORMED_REPLY -> length >= WORD_FOR_WORD;
      default -> false;
    };
  }
}
