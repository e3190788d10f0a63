package org.evalbeam.pipeline.simulate.wire;

import io.vertx.core.http.HttpServerRequest;

/** What is done to a call in the end. */
public interface Delivery {

  /** The HTTP status that goes out; 0: none does. */
  int status();

  /** Does it, on the call's event loop. */
  void sendOn(HttpServerRequest http);

  /** Whether it goes on until the client ends the connection. */
  default boolean lasts() {
    return false;
  }
}
