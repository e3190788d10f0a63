package org.evalbeam.endpoint.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and what came back, whatever its status.
 *
 * @param status HTTP status
 * @param retryAfter value of the header Retry-After; null where absent
 * @param body the body, decompressed
 */
public record HttpExchange(int status, @Nullable String retryAfter, String body) {

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
