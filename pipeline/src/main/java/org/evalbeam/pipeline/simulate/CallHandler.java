package org.evalbeam.pipeline.simulate;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.function.BiFunction;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.evalbeam.pipeline.simulate.fault.Fault.Outcome;
import org.evalbeam.pipeline.simulate.fault.FaultyCall;
import org.evalbeam.pipeline.simulate.protocol.ApiException;
import org.evalbeam.pipeline.simulate.protocol.ApiRequest;
import org.evalbeam.pipeline.simulate.protocol.Dialect;
import org.evalbeam.pipeline.simulate.protocol.Protocol;
import org.evalbeam.pipeline.simulate.protocol.Written;
import org.evalbeam.pipeline.simulate.wire.Delivery;
import org.evalbeam.pipeline.simulate.wire.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the calls of one protocol, on any event loop and without blocking it. A call is received,
 * authorized, parsed, admitted, answered after its latency, and delivered; each step may refuse it,
 * a fault may take the place of its answer, and all leave by {@link #deliver}.
 *
 * @param <Q> what is asked
 * @param <A> what the simulated models make of it
 */
final class CallHandler<Q extends ApiRequest, A> implements Handler<HttpServerRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(CallHandler.class);

  private final Protocol<Q, A> protocol;
  private final BiFunction<Q, String, A> answerer;
  private final EndpointState endpoint;

  /** Calls of this protocol, answered by a function of the request and its id. */
  CallHandler(Protocol<Q, A> protocol, BiFunction<Q, String, A> answerer, EndpointState endpoint) {
    this.protocol = protocol;
    this.answerer = answerer;
    this.endpoint = endpoint;
  }

  /** How the paths end whose calls it answers. */
  String path() {
    return protocol.path();
  }

  /** How its errors look. */
  Dialect dialect() {
    return protocol.dialect();
  }

  @Override
  public void handle(HttpServerRequest http) {
    http.body().onSuccess(body -> receive(http, body.getBytes()));
  }

  private void receive(HttpServerRequest http, byte[] body) {
    Call call = endpoint.log().came(http);
    try {
      authorize(http);
      Q request = protocol.read(http.headers(), body);
      endpoint.log().named(request.model());
      Admission admission = endpoint.allowance().admit(request.promptTokens(), request.maxTokens());
      if (admission.refusal() == null) {
        answer(call, request, admission);
      } else {
        refuse(call, admission.refusal(), headers(admission));
      }
    } catch (ApiException e) {
      refuse(call, e, Map.of());
    } catch (RuntimeException e) {
      LOG.error("a simulated answer failed", e);
      refuse(call, ApiException.internal(), Map.of());
    }
  }

  private void authorize(HttpServerRequest http) throws ApiException {
    String key = endpoint.requiredKey();
    if (key != null && !dialect().credential(key).equals(http.getHeader(dialect().keyHeader()))) {
      throw ApiException.wrongKey();
    }
  }

  private Map<String, String> headers(Admission admission) {
    Map<String, String> headers = dialect().headers(admission.gauges());
    if (admission.retryAfterSeconds() > 0) {
      headers.put("retry-after", Long.toString(admission.retryAfterSeconds()));
    }
    return headers;
  }

  private void refuse(Call call, ApiException e, Map<String, String> headers) {
    Reply reply = Reply.json(dialect().status(e), dialect().body(e)).withHeaders(headers);
    deliver(call, reply, () -> endpoint.log().refused(reply.status()));
  }

  /** Lets an admitted call wait for its latency; it is in flight until then. */
  private void answer(Call call, Q request, Admission admission) {
    endpoint.log().tokens(request.promptTokens() + admission.reservedTokens());
    A answer = answerer.apply(request, call.requestId());
    long latencyMs = endpoint.model().latencyMs(request, call.requestId(), endpoint.delays());
    if (endpoint.recordLatencies()) {
      endpoint.log().delayed(latencyMs);
    }
    if (latencyMs == 0) {
      finish(call, request, answer, admission);
    } else {
      endpoint.vertx().setTimer(latencyMs, timer -> finish(call, request, answer, admission));
    }
  }

  private void finish(Call call, Q request, A answer, Admission admission) {
    String id = endpoint.model().replyId(request, call.requestId());
    Written written = protocol.write(request, answer, id, System.currentTimeMillis() / 1000);
    Fault fault = endpoint.faults().strike(call.number(), call.requestId(), call.attempt());
    if (fault == null) {
      leave(admission, written.completionTokens());
      Reply reply = Reply.json(200, written.body()).withHeaders(headers(admission));
      deliver(call, reply, () -> answered(call, request, written));
    } else {
      strike(call, request, admission, written, fault);
    }
  }

  /** Sends what a fault makes of an answer. */
  private void strike(Call call, Q request, Admission admission, Written written, Fault fault) {
    FaultyCall faulty =
        new FaultyCall(
            endpoint.vertx(),
            call.http(),
            protocol,
            request.model(),
            written.body(),
            headers(admission));
    Delivery delivery = faulty.struckBy(fault);
    int tokens = fault.outcome() == Outcome.REFUSED ? 0 : written.completionTokens();
    if (delivery.lasts() && !call.http().response().closed()) {
      call.http().connection().closeHandler(closed -> leave(admission, tokens));
    } else {
      leave(admission, tokens);
    }
    deliver(call, delivery, () -> struck(call, request, written, fault, delivery.status()));
  }

  private void struck(Call call, Q request, Written written, Fault fault, int status) {
    endpoint.log().struck(fault);
    switch (fault.outcome()) {
      case REFUSED -> endpoint.log().refused(status);
      case SPOILED -> endpoint.log().spoiled(status);
      case ODD -> answered(call, request, written);
    }
  }

  private void answered(Call call, Q request, Written written) {
    endpoint.log().answered(call, request.promptTokens(), written.completionTokens());
  }

  /** Ends an admitted call for the limits. */
  private void leave(Admission admission, int completionTokens) {
    endpoint.log().tokens(endpoint.allowance().finish(admission, completionTokens));
  }

  /** The one way out of a call, whatever became of it. */
  private void deliver(Call call, Delivery delivery, Runnable count) {
    if (call.http().response().closed()) {
      endpoint.log().abandoned();
    } else {
      count.run();
      delivery.sendOn(call.http());
    }
  }
}
