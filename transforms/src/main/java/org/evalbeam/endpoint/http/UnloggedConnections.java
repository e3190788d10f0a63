package org.evalbeam.endpoint.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections that log nothing, whatever the log's level: HttpClient's own print heads, and
 * with them the key, to {@code org.apache.hc.client5.http.headers} and {@code .wire}. Heads of
 * replies are limited in size.
 */
final class UnloggedConnections implements HttpConnectionFactory<ManagedHttpClientConnection> {

  private static final Http1Config CONFIG =
      Http1Config.custom().setMaxLineLength(64 << 10).setMaxHeaderCount(250).build();

  @Override
  public ManagedHttpClientConnection createConnection(@Nullable Socket socket) throws IOException {
    Connection connection = new Connection();
    if (socket != null) {
      connection.bind(socket);
    }
    return connection;
  }

  private static final class Connection extends DefaultBHttpClientConnection
      implements ManagedHttpClientConnection {

    private volatile boolean closed;

    /** Of a connection in use; one that waits in the pool has none. */
    private volatile Timeout timeout = Timeout.DISABLED;

    Connection() {
      super(CONFIG);
    }

    /** Refuses where a deadline closed the connection before it stood. */
    @Override
    public void bind(Socket socket) throws IOException {
      if (closed) {
        socket.close();
        throw new InterruptedIOException("the connection is closed already");
      }
      super.bind(socket);
      timeout = Timeout.ofMilliseconds(socket.getSoTimeout());
    }

    @Override
    public @Nullable Socket getSocket() {
      SocketHolder holder = getSocketHolder();
      return holder == null ? null : holder.getSocket();
    }

    @Override
    public @Nullable SSLSession getSSLSession() {
      return getSocket() instanceof SSLSocket socket ? socket.getSession() : null;
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
      super.setSocketTimeout(timeout);
      this.timeout = timeout;
    }

    @Override
    public void passivate() {
      super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
      super.setSocketTimeout(timeout);
    }

    @Override
    public void close() throws IOException {
      closed = true;
      super.close();
    }

    @Override
    public void close(CloseMode mode) {
      closed = true;
      super.close(mode);
    }
  }
}
