package org.evalbeam.endpoint.http;

import java.io.IOException;

/** Sends one request once: no retry, no redirect, no opinion on the status. */
public interface Transport {

  /**
   * Sends the request and reads the whole reply. A body that can't be read matters only where the
   * status is 200; any other status says enough, and comes with an empty body then.
   *
   * @throws ReplyTooLargeException where the reply passes the limit
   * @throws BrokenCompressionException where the body is no gzip, but said to be
   * @throws java.net.SocketTimeoutException where a timeout passed
   * @throws IOException where no whole reply came
   */
  HttpExchange post(HttpExchange.Request request) throws IOException;

  /** A body that is larger than replies may be. */
  final class ReplyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    public ReplyTooLargeException(String message) {
      super(message);
    }
  }

  /** A body that came whole, but that its compression can't be undone of. */
  final class BrokenCompressionException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenCompressionException(IOException cause) {
      super("the reply is compressed wrongly: " + cause.getMessage(), cause);
    }
  }
}
