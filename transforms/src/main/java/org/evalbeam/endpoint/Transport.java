package org.evalbeam.endpoint;

import java.io.IOException;

/** Sends one request once: no retry, no redirect, no opinion on the status. */
interface Transport {

  /**
   * Sends the request and reads the whole reply.
   *
   * @throws ReplyTooLargeException where the body passes the limit
   * @throws java.net.SocketTimeoutException where a timeout passed
   * @throws IOException where no whole reply came
   */
  HttpExchange post(HttpExchange.Request request) throws IOException;

  /** A body that is larger than replies may be. */
  final class ReplyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    ReplyTooLargeException(long limit) {
      super("the reply is larger than " + limit + " bytes");
    }
  }
}
