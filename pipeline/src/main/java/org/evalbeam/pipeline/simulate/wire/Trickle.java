package org.evalbeam.pipeline.simulate.wire;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A reply of one space per {@value #PERIOD_MS} ms, which may be the beginning of JSON, without end.
 *
 * @param vertx its timers
 */
public record Trickle(Vertx vertx) implements Delivery {

  private static final long PERIOD_MS = 200;

  private static final Buffer SPACE = Buffer.buffer(" ");

  @Override
  public int status() {
    return 200;
  }

  @Override
  public boolean lasts() {
    return true;
  }

  @Override
  public void sendOn(HttpServerRequest http) {
    HttpServerResponse response = http.response();
    response.setChunked(true).putHeader("content-type", "application/json");
    response.write(SPACE.copy());
    vertx.setPeriodic(
        PERIOD_MS,
        timer -> {
          if (response.closed()) {
            vertx.cancelTimer(timer);
          } else {
            response.write(SPACE.copy());
          }
        });
  }
}
