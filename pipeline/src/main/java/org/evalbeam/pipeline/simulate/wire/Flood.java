package org.evalbeam.pipeline.simulate.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * A reply of status 200 that is never held as a whole: a block sent many times, no faster than the
 * client reads.
 *
 * @param headers headers beside {@code content-type} and {@code content-length}
 * @param head what stands before the blocks
 * @param block the block
 * @param blocks how many times it is sent
 * @param tail what stands behind them
 */
public record Flood(Map<String, String> headers, Buffer head, Buffer block, int blocks, Buffer tail)
    implements Delivery {

  /** Bytes of the body. */
  public long length() {
    return head.length() + (long) blocks * block.length() + tail.length();
  }

  @Override
  public int status() {
    return 200;
  }

  @Override
  public void sendOn(HttpServerRequest http) {
    HttpServerResponse response = http.response();
    response.putHeader("content-type", "application/json");
    response.putHeader("content-length", Long.toString(length()));
    headers.forEach(response::putHeader);
    response.write(head.slice());
    pump(response, blocks);
  }

  private void pump(HttpServerResponse response, int blocksLeft) {
    int left = blocksLeft;
    while (left > 0 && !response.closed() && !response.writeQueueFull()) {
      response.write(block.slice());
      left--;
    }
    if (response.closed()) {
      return;
    }
    if (left == 0) {
      response.end(tail.slice());
    } else {
      int rest = left;
      response.drainHandler(drained -> pump(response, rest));
    }
  }
}
