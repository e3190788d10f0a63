package org.evalbeam.pipeline.simulate.protocol;

import io.vertx.core.MultiMap;

/**
 * One API: how its requests are read and its answers written.
 *
 * @param <Q> what is asked
 * @param <A> what a simulated model makes of it
 */
public interface Protocol<Q extends ApiRequest, A> {

  /** How the paths end that are answered in this protocol. */
  String path();

  /** Keys, errors and headers. */
  Dialect dialect();

  /** Where the answer stands in a reply. */
  ReplyForm form();

  /** Reads a request, its body UTF-8 JSON. */
  Q read(MultiMap headers, byte[] body) throws ApiException;

  /**
   * Writes the answer to a request, cut where the request says so; the id is made of these digits.
   */
  Written write(Q request, A answer, String idDigits, long createdSeconds);
}
