package org.evalbeam.endpoint.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and what came back, whatever its status.
 *
 * @param status HTTP status
 * @param headers the reply's headers, names in lower case; of several equal ones the first
 * @param body the body, decompressed
 * @param firstByteSeconds from sending the request to the end of the reply's head
 */
public record HttpExchange(
    int status, Map<String, String> headers, String body, double firstByteSeconds) {

  /** The header's value; null where it is absent. */
  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /** This, with another body. */
  public HttpExchange withBody(String other) {
    return new HttpExchange(status, headers, other, firstByteSeconds);
  }

  /**
   * A request to be sent with POST.
   *
   * @param url absolute URL
   * @param headers names and values
   * @param body JSON
   * @param timeouts limits of time
   */
  public record Request(String url, Map<String, String> headers, String body, Timeouts timeouts) {}
}
