package org.evalbeam.flow;

import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.metric.CallRange;

/**
 * A call that a run would want, found out without making it.
 *
 * @param endpoint where it would go
 * @param id its identity; a judge's is only right where the answer is known
 * @param judges whether it judges an answer, or gives one
 * @param kept whether its reply is in the journal, so that nothing is called
 * @param input tokens of the request
 * @param output tokens of the reply
 * @param further calls that its reply decides on
 */
public record ForecastCall(
    Endpoint endpoint,
    String id,
    boolean judges,
    boolean kept,
    Tokens input,
    Tokens output,
    CallRange further) {

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
        call.endpoint(), call.id(), false, kept, input(request), output(request), CallRange.NONE);
  }

  /**
   * A call to a judge, or for embeddings.
   *
   * @param unknown what the answer adds to the request where it is not known yet
   * @param further calls of the same score that its reply decides on; none where it is kept
   */
  static ForecastCall ofJudgement(
      Endpoint judge,
      String id,
      boolean kept,
      Request request,
      Tokens unknown,
      Tokens output,
      CallRange further) {
    return new ForecastCall(judge, id, true, kept, input(request).plus(unknown), output, further);
  }

  private static Tokens input(Request request) {
    return new Tokens(
        (long) (request.inputTokens() * (1 - ERROR)),
        (long) Math.ceil(request.inputTokens() * (1 + ERROR)));
  }

  /** Of a model that is asked for a text. */
  static Tokens output(Request request) {
    Long most = request.mostOutputTokens();
    return most == null ? UNLIMITED : new Tokens(1, most);
  }
}
