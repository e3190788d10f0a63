package org.evalbeam.pipeline.simulate.wire;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** Ways to answer nothing. */
public enum NoReply implements Delivery {
  /** The connection is reset (TCP RST). */
  RESET {
    /** Vert.x has no public way to one connection's options, hence its inner class. */
    @Override
    public void sendOn(HttpServerRequest http) {
      ChannelConfig config = ((ConnectionBase) http.connection()).channel().config();
      config.setOption(ChannelOption.SO_LINGER, 0);
      http.connection().close();
    }
  },

  /** The connection is closed in good order (TCP FIN). */
  CLOSED {
    @Override
    public void sendOn(HttpServerRequest http) {
      http.connection().close();
    }
  },

  /** Nothing happens until the client goes. */
  HANG {
    @Override
    public void sendOn(HttpServerRequest http) {}

    @Override
    public boolean lasts() {
      return true;
    }
  };

  @Override
  public int status() {
    return 0;
  }
}
