package org.evalbeam.data;

/**
 * Why an answer or a score is missing: one short list for models, judges and metrics alike, so that
 * a reader of the tables has one vocabulary. The names stand in lower case in the tables.
 */
public enum FailureReason {
  /** No connection: refused, reset, unknown host, closed before the reply. Tried again. */
  UNREACHABLE(true),
  /** The reply did not arrive, or not whole, within the endpoint's timeouts. Tried again. */
  TIMEOUT(true),
  /** HTTP 429 on every attempt. Tried again after the server's Retry-After. */
  RATE_LIMITED(true),
  /** HTTP 408, 409 or 5xx on every attempt. Tried again. */
  SERVER_ERROR(true),
  /** HTTP 401 or 403: the key is missing, wrong, or not allowed to use the model. */
  UNAUTHORIZED(false),
  /** HTTP 402, or a 429 that says that the account's credit or quota is used up. */
  NO_CREDIT(false),
  /** Another HTTP 4xx: the endpoint refuses this request, and would refuse it again. */
  BAD_REQUEST(false),
  /** HTTP 3xx. Redirects are never followed: the key could reach another host. */
  REDIRECTED(false),
  /** The reply is not what the protocol promises: HTML, torn JSON, no choices, no message. */
  MALFORMED_REPLY(false),
  /** The reply is larger, after decompression, than the limit for replies. */
  REPLY_TOO_LARGE(false),
  /** The model replied without any text. */
  EMPTY_ANSWER(false),
  /** A field that the metric or the request needs is null, or blank where a judge needs it. */
  MISSING_FIELD(false),
  /** There is no answer to score. */
  ANSWER_FAILED(false),
  /** A prompt could not be rendered for this row. */
  PROMPT_FAILED(false),
  /** The metric needs a context that the model, which used no search, did not return. */
  NO_CONTEXT(false),
  /** The metric reads a figure (usage, time) that the endpoint or the spec did not give. */
  NOT_REPORTED(false),
  /** The judge's reply holds no score in any of the forms that are read. */
  UNREADABLE_SCORE(false),
  /** The judge's reply holds a score outside the metric's range. */
  SCORE_OUT_OF_RANGE(false);

  private final boolean retried;

  FailureReason(boolean retried) {
    this.retried = retried;
  }

  /** Whether the same call may go better the next time, so that it is tried again. */
  public boolean retried() {
    return retried;
  }
}
