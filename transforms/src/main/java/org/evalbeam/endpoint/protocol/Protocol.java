package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.evalbeam.endpoint.pacing.RateHeaders;

/**
 * How an endpoint is spoken to: where a request goes, how its key travels, and what comes back.
 *
 * @param <R> what a good reply is
 */
public interface Protocol<R extends Reply> {

  /**
   * The URL of requests.
   *
   * @param baseUrl base URL of the endpoint, without a trailing slash
   */
  String url(String baseUrl);

  /** The header that carries the key. */
  KeyHeader keyHeader();

  /** Headers that every request carries. */
  Map<String, String> headers();

  /**
   * Reads a reply of status 200.
   *
   * @throws CallFailedException where the reply is not what the protocol promises
   */
  R read(String body) throws CallFailedException;

  /** The tokens that a reply of status 200 tells, also one that can't be read as a whole. */
  Usage usage(String body);

  /**
   * Whether an error says that the account's credit is used up, so that waiting does not help.
   *
   * @param error the body's {@code error}; missing where it has none
   */
  boolean saysNoCredit(JsonNode error);

  /**
   * What a reply's headers say of the endpoint's limits.
   *
   * @param headers names in lower case, and their values
   * @param now the time, for headers that name one
   */
  RateHeaders rates(Map<String, String> headers, Instant now);

  /**
   * A header that carries a key.
   *
   * @param name its name
   * @param prefix what stands before the key, with any blank
   */
  record KeyHeader(String name, String prefix) {}
}
