package org.evalbeam.endpoint.pacing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A real redis-server of this machine, on a free port of the loopback, that keeps nothing. */
final class RedisProcess implements AutoCloseable {

  static final String PASSWORD = "open-sesame";

  private final int port = freePort();
  private Process process = start();

  /** Where it is, with its password. */
  String address() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port + "/0";
  }

  int port() {
    return port;
  }

  /** Ends it at once, whatever it was doing. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void restart() {
    process = start();
  }

  @Override
  public void close() {
    kill();
  }

  private Process start() {
    try {
      Process started =
          new ProcessBuilder(
                  "redis-server",
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--appendonly",
                  "no",
                  "--requirepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .start();
      awaitReady(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("these tests need redis-server on the path", e);
    }
  }

  private static void awaitReady(Process started) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader log = started.inputReader(StandardCharsets.UTF_8);
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      if (line.contains("Ready to accept connections")) {
        return;
      }
    }
    throw new IOException("redis-server ended:\n" + said);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
