package org.evalbeam.pipeline.simulate.protocol;

/** A request that is refused: why and in what words. Each {@link Dialect} gives it its own form. */
public final class ApiException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why a request is refused. */
  enum Reason {
    INVALID_REQUEST,
    NO_CREDIT,
    WRONG_KEY,
    FORBIDDEN,
    UNKNOWN_MODEL,
    UNKNOWN_URL,
    WRONG_METHOD,
    RATE_LIMITED,
    INTERNAL,
    UNAVAILABLE,
    OVERLOADED
  }

  private final Reason reason;
  private final String limit;

  private ApiException(Reason reason, String limit, String message) {
    super(message);
    this.reason = reason;
    this.limit = limit;
  }

  private ApiException(Reason reason, String message) {
    this(reason, "", message);
  }

  /** The body or a parameter is wrong. */
  public static ApiException badRequest(String message) {
    return new ApiException(Reason.INVALID_REQUEST, message);
  }

  /** Nothing is left to pay with; Anthropic's words, by which clients have to know it there. */
  public static ApiException noCredit() {
    return new ApiException(
        Reason.NO_CREDIT, "Your credit balance is too low to access the API. Check your plan.");
  }

  /** The key is missing or wrong; it is not echoed. */
  public static ApiException wrongKey() {
    return new ApiException(Reason.WRONG_KEY, "Incorrect API key provided.");
  }

  /** The key is right, but not for this. */
  public static ApiException forbidden() {
    return new ApiException(Reason.FORBIDDEN, "Your key may not be used for this.");
  }

  /** No such model. */
  public static ApiException unknownModel(String model) {
    return new ApiException(Reason.UNKNOWN_MODEL, "The model '" + model + "' does not exist.");
  }

  /** Nothing answers there. */
  public static ApiException unknownUrl(String request) {
    return new ApiException(Reason.UNKNOWN_URL, "Unknown request URL: " + request);
  }

  /** The path answers another method. */
  public static ApiException wrongMethod(String request, String allowed) {
    return new ApiException(Reason.WRONG_METHOD, "Not allowed: " + request + "; use " + allowed);
  }

  /** A limit is exceeded, one of those that {@link Gauge} names; it holds for so long. */
  public static ApiException rateLimited(String limit, long waitNanos) {
    String wait = Durations.compact(waitNanos);
    String message = "Rate limit reached for " + limit + ". Please try again in " + wait + ".";
    return new ApiException(Reason.RATE_LIMITED, limit, message);
  }

  /** The endpoint failed. */
  public static ApiException internal() {
    return new ApiException(Reason.INTERNAL, "See the endpoint's log.");
  }

  /** The endpoint is not there at the moment. */
  public static ApiException unavailable() {
    return new ApiException(Reason.UNAVAILABLE, "The service is not available at the moment.");
  }

  /** The endpoint has too much to do for everybody. */
  public static ApiException overloaded() {
    return new ApiException(Reason.OVERLOADED, "Overloaded");
  }

  Reason reason() {
    return reason;
  }

  /** The limit that is exceeded; empty where none is. */
  String limit() {
    return limit;
  }

  /** What was wrong, in words. */
  String words() {
    return String.valueOf(getMessage());
  }
}
