package org.evalbeam.flow;

import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.protocol.Request;

/**
 * A call that a run would want, found out without making it.
 *
 * @param endpoint where it would go
 * @param id its identity; a judge's is only right where the answer is known
 * @param judges whether it judges an answer, or gives one
 * @param kept whether its reply is in the journal, so that nothing is called
 * @param input tokens of the request
 * @param output tokens of the reply
 */
public record ForecastCall(
    Endpoint endpoint, String id, boolean judges, boolean kept, Tokens input, Tokens output) {

  /** Tokens of a reply where the request names no limit; longer ones are seldom. */
  static final Tokens UNLIMITED = new Tokens(1, 1024);

  /** How far the estimate of a text's tokens is off at most, for most texts and tokenizers. */
  private static final double ERROR = 0.25;

  /**
   * An estimate.
   *
   * @param least the lower end
   * @param most the upper end
   */
  public record Tokens(long least, long most) {

    /** None. */
    public static final Tokens NONE = new Tokens(0, 0);

    /** The estimate of a sum. */
    public Tokens plus(Tokens other) {
      return new Tokens(least + other.least, most + other.most);
    }
  }

  /** The call for an answer. */
  static ForecastCall of(AnswerCall call, boolean kept) {
    Request request = call.request();
    return new ForecastCall(
        call.endpoint(), call.id(), false, kept, input(request), output(request));
  }

  /**
   * A call to a judge.
   *
   * @param unknown what the answer adds to the request where it is not known yet
   */
  static ForecastCall ofJudgement(
      Endpoint judge, String id, boolean kept, Request request, Tokens unknown) {
    return new ForecastCall(judge, id, true, kept, input(request).plus(unknown), output(request));
  }

  private static Tokens input(Request request) {
    return new Tokens(
        (long) (request.inputTokens() * (1 - ERROR)),
        (long) Math.ceil(request.inputTokens() * (1 + ERROR)));
  }

  private static Tokens output(Request request) {
    Long most = request.mostOutputTokens();
    return most == null ? UNLIMITED : new Tokens(1, most);
  }
}
