package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import org.evalbeam.pipeline.simulate.Allowance.Admission;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers chat completions, on any event loop and without blocking it. A call is received,
 * authorized, parsed, admitted, answered after its latency, and delivered; each step may refuse it,
 * and all leave by {@link #deliver}.
 */
final class ChatHandler implements Handler<HttpServerRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(ChatHandler.class);

  private final Vertx vertx;
  private final SimulatedModel model;
  private final @Nullable String requiredKey;
  private final Delays delays;
  private final boolean recordLatencies;
  private final Allowance allowance;
  private final CallLog log = new CallLog();

  ChatHandler(Vertx vertx, SimulatedOptions options) {
    this.vertx = vertx;
    this.model = new SimulatedModel(options.seed(), options.models(), options.knownAnswers());
    this.requiredKey = options.requiredKey();
    this.delays = options.delays();
    this.recordLatencies = options.recordLatencies();
    this.allowance = new Allowance(options.limits(), options.nanoClock());
  }

  @Override
  public void handle(HttpServerRequest http) {
    http.body().onSuccess(body -> receive(http, body.getBytes()));
  }

  private void receive(HttpServerRequest http, byte[] body) {
    String sent = http.getHeader("X-Client-Request-Id");
    String requestId = sent == null ? "" : sent;
    log.came(requestId);
    try {
      authorize(http);
      ChatRequest request = ChatRequest.parse(body);
      log.named(request.model());
      Admission admission = allowance.admit(request.promptTokens());
      ApiException refusal = admission.refusal();
      if (refusal == null) {
        answer(http, request, requestId, admission.headers());
      } else {
        deliver(http, requestId, Reply.refusal(refusal).withHeaders(admission.headers()));
      }
    } catch (ApiException e) {
      deliver(http, requestId, Reply.refusal(e));
    } catch (RuntimeException e) {
      LOG.error("a simulated completion failed", e);
      deliver(http, requestId, Reply.refusal(ApiException.internal()));
    }
  }

  private void authorize(HttpServerRequest http) throws ApiException {
    if (requiredKey != null && !("Bearer " + requiredKey).equals(http.getHeader("Authorization"))) {
      throw ApiException.wrongKey();
    }
  }

  /** Lets an admitted call wait for its latency; it is in flight until then. */
  private void answer(
      HttpServerRequest http, ChatRequest request, String requestId, Map<String, String> headers) {
    Completion completion = model.complete(request, requestId);
    long latencyMs = model.latencyMs(request, requestId, delays);
    if (recordLatencies) {
      log.delayed(latencyMs);
    }
    Runnable finish =
        () -> {
          allowance.finish(completion.completionTokens());
          long createdSeconds = System.currentTimeMillis() / 1000;
          String id = model.replyId(request, requestId);
          ObjectNode body = completion.body(id, request.model(), createdSeconds);
          deliver(http, requestId, Reply.ok(body).withHeaders(headers));
        };
    if (latencyMs == 0) {
      finish.run();
    } else {
      vertx.setTimer(latencyMs, timer -> finish.run());
    }
  }

  /** The one way out of a call, whatever became of it. */
  private void deliver(HttpServerRequest http, String requestId, Reply reply) {
    if (http.response().closed()) {
      log.abandoned();
    } else {
      log.replied(reply.status(), requestId);
      reply.sendOn(http.response());
    }
  }

  Stats stats() {
    return log.stats(allowance.mostInFlight());
  }

  List<Integer> latencies() {
    return log.latencies();
  }
}
