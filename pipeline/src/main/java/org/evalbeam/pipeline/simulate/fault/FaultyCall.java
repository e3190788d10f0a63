package org.evalbeam.pipeline.simulate.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.evalbeam.pipeline.simulate.protocol.ApiException;
import org.evalbeam.pipeline.simulate.protocol.Gauge;
import org.evalbeam.pipeline.simulate.protocol.Protocol;
import org.evalbeam.pipeline.simulate.wire.BrokenOff;
import org.evalbeam.pipeline.simulate.wire.Delivery;
import org.evalbeam.pipeline.simulate.wire.GzipBomb;
import org.evalbeam.pipeline.simulate.wire.NoReply;
import org.evalbeam.pipeline.simulate.wire.Reply;
import org.evalbeam.pipeline.simulate.wire.Trickle;

/**
 * A call that a fault strikes: what goes out instead of its good reply.
 *
 * @param vertx the timers of what goes on without end
 * @param http the call
 * @param protocol its protocol
 * @param model the model it names
 * @param body the good reply's body; faults change it
 * @param headers the good reply's headers
 */
public record FaultyCall(
    Vertx vertx,
    HttpServerRequest http,
    Protocol<?, ?> protocol,
    String model,
    ObjectNode body,
    Map<String, String> headers) {

  /** Begins the path that a redirect leads to. */
  public static final String REDIRECTED = "/redirected";

  /** What this fault sends. */
  public Delivery struckBy(Fault fault) {
    return switch (fault.outcome()) {
      case REFUSED -> refusal(fault);
      case SPOILED -> spoiled(fault);
      case ODD -> odd(fault);
    };
  }

  private Reply refusal(Fault fault) {
    return switch (fault) {
      case RATE_LIMITED -> rateLimited(1).withHeader("retry-after", "1");
      case RATE_LIMITED_SILENT -> rateLimited(1);
      case RATE_LIMITED_LONG -> rateLimited(3600).withHeader("retry-after", "3600");
      case NO_CREDIT -> error(ApiException.noCredit());
      case WRONG_KEY -> error(ApiException.wrongKey());
      case FORBIDDEN -> error(ApiException.forbidden());
      case NOT_FOUND -> error(ApiException.unknownModel(model));
      case ERROR_500 -> error(ApiException.internal());
      case ERROR_502 -> Reply.html(502, "502 Bad Gateway");
      case ERROR_503 -> error(ApiException.unavailable());
      case ERROR_529 -> error(ApiException.overloaded());
      case ECHO_KEY -> error(ApiException.badRequest(HostileText.showing(credential())));
      default -> throw new IllegalArgumentException(fault + " refuses nothing");
    };
  }

  private Delivery spoiled(Fault fault) {
    return switch (fault) {
      case RESET -> NoReply.RESET;
      case CLOSED -> NoReply.CLOSED;
      case HALF_CLOSED -> new BrokenOff(reply());
      case HANG -> NoReply.HANG;
      case TRICKLE -> new Trickle(vertx);
      case HTML -> Reply.html(200, "Welcome");
      case TRUNCATED_JSON -> reply().firstHalf();
      case ERROR_OBJECT -> Reply.json(200, protocol.dialect().body(ApiException.internal()));
      case NO_CHOICES -> replyAfter(() -> protocol.form().removeAnswers(body));
      case NULL_CONTENT -> replyAfter(() -> protocol.form().nullAnswer(body));
      case HUGE -> HugeReply.of(protocol.form(), body, headers);
      case GZIP_BOMB -> GzipBomb.reply();
      case BAD_GZIP -> reply().withHeader("content-encoding", "gzip");
      case REDIRECT -> redirect();
      default -> throw new IllegalArgumentException(fault + " spoils nothing");
    };
  }

  private Reply odd(Fault fault) {
    return switch (fault) {
      case CONTENT_PARTS -> replyAfter(() -> protocol.form().splitAnswer(body));
      case NO_USAGE -> replyAfter(() -> body.remove("usage"));
      case ECHO_KEY_OK -> saying(HostileText.showing(credential()));
      case SCORE_INJECTION -> saying(HostileText.SCORE_INJECTION);
      case CONTROL_CODES -> saying(HostileText.CONTROL_CODES);
      default -> throw new IllegalArgumentException(fault + " is no answer");
    };
  }

  private Reply error(ApiException e) {
    int status = protocol.dialect().status(e);
    return Reply.json(status, protocol.dialect().body(e)).withHeaders(headers);
  }

  private Reply rateLimited(int seconds) {
    return error(ApiException.rateLimited(Gauge.REQUESTS, TimeUnit.SECONDS.toNanos(seconds)));
  }

  private Reply redirect() {
    return new Reply(307, "text/plain", headers, Buffer.buffer())
        .withHeader("location", REDIRECTED + http.uri());
  }

  private Reply reply() {
    return Reply.json(200, body).withHeaders(headers);
  }

  private Reply replyAfter(Runnable change) {
    change.run();
    return reply();
  }

  private Reply saying(String text) {
    return replyAfter(() -> protocol.form().say(body, text));
  }

  private String credential() {
    String sent = http.getHeader(protocol.dialect().keyHeader());
    return sent == null ? "" : sent;
  }
}
