package org.evalbeam.data;

/**
 * Why an answer or a score is missing: one short list for models, judges and metrics alike, so that
 * a reader of the tables has one vocabulary. The names stand in lower case in the tables.
 */
public enum FailureReason {
  UNREACHABLE(true, "No connection: refused, reset, unknown host, closed before the reply."),
  TIMEOUT(true, "The reply did not arrive, or not whole, within the endpoint's timeouts."),
  RATE_LIMITED(true, "HTTP 429 on every attempt. The server's Retry-After is kept to."),
  SERVER_ERROR(true, "HTTP 408, 409 or 5xx on every attempt."),
  UNAUTHORIZED(
      false, "HTTP 401 or 403: the key is missing, wrong, or not allowed to use the model."),
  NO_CREDIT(
      false, "HTTP 402, or a 429 or 400 that says that the account's credit or quota is used up."),
  BUDGET_SPENT(
      false,
      "The call was not made, since the run had cost its --max-cost; running again makes it."),
  BAD_REQUEST(
      false, "Another HTTP 4xx: the endpoint refuses this request, and would refuse it again."),
  REDIRECTED(false, "HTTP 3xx. Redirects are never followed: the key could reach another host."),
  MALFORMED_REPLY(
      false,
      "The reply is not what the protocol promises: HTML, torn JSON, no choices, no message."),
  REPLY_TOO_LARGE(false, "The reply is larger, after decompression, than the limit for replies."),
  EMPTY_ANSWER(false, "The model replied without any text."),
  MISSING_FIELD(
      false,
      "A field that the metric or the request needs is null, or for some metrics blank or without a number."),
  UNREADABLE_IMAGE(
      false,
      "The row's img is no data URL and no base64 of a PNG, JPEG, GIF or WebP image, or too large."),
  ANSWER_FAILED(false, "There is no answer to score."),
  PROMPT_FAILED(false, "A prompt could not be rendered for this row."),
  NO_CONTEXT(
      false, "The metric needs a context that the model, which used no search, did not return."),
  NOT_REPORTED(
      false,
      "The metric reads a figure (usage, time, the model's size) that neither the endpoint, the spec"
          + " nor the endpoint catalog gives."),
  TOO_LARGE(false, "The texts are too long for the metric to compare."),
  UNREADABLE_SCORE(false, "The judge's reply holds no score in any of the forms that are read."),
  SCORE_OUT_OF_RANGE(
      false, "The score lies outside the metric's range, or is no number up to 1e90 in size.");

  private final boolean retried;
  private final String meaning;

  FailureReason(boolean retried, String meaning) {
    this.retried = retried;
    this.meaning = meaning;
  }

  /** Whether the same call may go better the next time, so that it is tried again. */
  public boolean retried() {
    return retried;
  }

  /** What it means, in a sentence or two for the docs. */
  public String meaning() {
    return meaning;
  }
}
