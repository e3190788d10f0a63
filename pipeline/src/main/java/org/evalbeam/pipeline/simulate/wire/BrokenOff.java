package org.evalbeam.pipeline.simulate.wire;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A reply that promises its whole length, then ends with its connection after half the body.
 *
 * @param whole the reply that is promised
 */
public record BrokenOff(Reply whole) implements Delivery {

  @Override
  public int status() {
    return whole.status();
  }

  @Override
  public void sendOn(HttpServerRequest http) {
    HttpServerResponse response = http.response();
    response.setStatusCode(whole.status());
    response.putHeader("content-type", whole.contentType());
    response.putHeader("content-length", Integer.toString(whole.body().length()));
    response.write(whole.firstHalf().body()).onComplete(written -> http.connection().close());
  }
}
