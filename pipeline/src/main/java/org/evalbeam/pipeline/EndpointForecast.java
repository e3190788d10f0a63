package org.evalbeam.pipeline;

import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Price;
import org.evalbeam.endpoint.pacing.Limits;
import org.evalbeam.flow.ForecastCall;
import org.evalbeam.flow.ForecastCall.Tokens;
import org.evalbeam.metric.CallRange;
import org.jspecify.annotations.Nullable;

/** Adds up what is to be called at one endpoint, what it will cost, and how long it must take. */
final class EndpointForecast {

  private final Endpoint endpoint;
  private final Calls answers = new Calls();
  private final Calls judgements = new Calls();
  private CallRange further = CallRange.NONE;
  private Tokens input = Tokens.NONE;
  private Tokens output = Tokens.NONE;

  EndpointForecast(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Counts of one kind of calls. */
  static final class Calls {
    private final IdSet ids = new IdSet();
    private long planned;
    private long unique;
    private long kept;

    /** Whether the call is to be made. */
    private boolean add(ForecastCall call) {
      planned++;
      if (!ids.add(call.id())) {
        return false;
      }
      unique++;
      kept += call.kept() ? 1 : 0;
      return !call.kept();
    }

    /** Calls, were each trial to make its own. */
    long planned() {
      return planned;
    }

    /** Different calls. */
    long unique() {
      return unique;
    }

    /** Different calls whose reply is kept. */
    long kept() {
      return kept;
    }

    /** Calls that will be made. */
    long toMake() {
      return unique - kept;
    }
  }

  /**
   * A cost.
   *
   * @param least the lower end
   * @param most the upper end
   * @param currency code of three letters
   */
  record Cost(double least, double most, String currency) {}

  void add(ForecastCall call) {
    if ((call.judges() ? judgements : answers).add(call)) {
      CallRange more = call.further();
      further = further.plus(more);
      input = input.plus(repeated(call.input(), more));
      output = output.plus(repeated(call.output(), more));
    }
  }

  /** Of a call and those that follow from it, which are taken to be as large. */
  private static Tokens repeated(Tokens ofOne, CallRange more) {
    return new Tokens(ofOne.least() * (1 + more.least()), ofOne.most() * (1 + more.most()));
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Calls that ask for answers. */
  Calls answers() {
    return answers;
  }

  /**
   * Calls that ask it as a judge, or for embeddings. Of metrics that go step by step only the next
   * call is known; what follows is {@link #further}.
   */
  Calls judgements() {
    return judgements;
  }

  /** Calls that follow from those, as far as it can be told before they are made. */
  CallRange further() {
    return further;
  }

  /** Calls that are sure to be made. */
  long leastToMake() {
    return toMake() + further.least();
  }

  /** Calls that may be made. */
  long mostToMake() {
    return toMake() + further.most();
  }

  /** Calls that will be made, as far as they are known one by one. */
  long toMake() {
    return answers.toMake() + judgements.toMake();
  }

  /** Tokens of the requests that will be made. */
  Tokens input() {
    return input;
  }

  /** Tokens of their replies. */
  Tokens output() {
    return output;
  }

  /** What they cost; null where the price is not known. */
  @Nullable Cost cost() {
    Price price = endpoint.terms().price();
    if (price == null) {
      return toMake() == 0 ? new Cost(0, 0, "") : null;
    }
    return new Cost(
        cost(price, input.least(), output.least()),
        cost(price, input.most(), output.most()),
        price.currency());
  }

  private static double cost(Price price, long inputTokens, long outputTokens) {
    Double cost = price.of(inputTokens, outputTokens);
    return cost == null ? 0 : cost;
  }

  /** The least seconds that the declared rates allow; 0 where none is declared. */
  double leastSeconds() {
    Limits limits = endpoint.terms().limits();
    double minutes = over(leastToMake(), limits.requestsPerMinute());
    minutes = Math.max(minutes, over(input.least() + output.least(), limits.tokensPerMinute()));
    minutes = Math.max(minutes, over(input.least(), limits.inputTokensPerMinute()));
    minutes = Math.max(minutes, over(output.least(), limits.outputTokensPerMinute()));
    return 60 * minutes;
  }

  private static double over(long amount, @Nullable Double perMinute) {
    return perMinute == null ? 0 : amount / perMinute;
  }
}
