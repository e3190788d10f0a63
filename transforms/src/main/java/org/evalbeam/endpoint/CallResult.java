package org.evalbeam.endpoint;

import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.RawReply;
import org.evalbeam.endpoint.protocol.Reply;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended: a reply or a failure, never both, and what it took.
 *
 * @param <R> what a good reply is
 * @param reply the reply; null where the call failed
 * @param raw the reply as it came; null where the call failed
 * @param failure the failure; null where there is a reply
 * @param attempts HTTP requests made
 * @param waits what was waited for
 */
public record CallResult<R extends Reply>(
    @Nullable R reply,
    @Nullable RawReply raw,
    @Nullable Failure failure,
    int attempts,
    Waits waits) {

  /** A call that was not made, for this reason. */
  public static <R extends Reply> CallResult<R> notMade(Failure why) {
    return new CallResult<>(null, null, why, 0, Waits.NONE);
  }

  /** The same end for one who only waited for it, so that requests are counted once. */
  public CallResult<R> withoutCosts() {
    return new CallResult<>(reply, raw, failure, 0, Waits.NONE);
  }

  /** Seconds of the successful request alone; null where none succeeded. */
  public @Nullable Double requestSeconds() {
    return raw == null ? null : Double.valueOf(raw.seconds());
  }

  /** Seconds until the head of the successful reply had come; null where none succeeded. */
  public @Nullable Double firstByteSeconds() {
    return raw == null ? null : Double.valueOf(raw.firstByteSeconds());
  }
}
