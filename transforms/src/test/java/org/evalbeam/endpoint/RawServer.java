package org.evalbeam.endpoint;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on loopback that answers with whatever bytes a test wants, at its own pace. */
final class RawServer implements Closeable {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

  /** Writes the answer to one request. */
  interface Answer {

    /**
     * Writes what the server is to say.
     *
     * @param number of the request at this server, from 0
     */
    void write(Connection connection, int number) throws IOException, InterruptedException;
  }

  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Answer answer;

  RawServer(Answer answer) throws IOException {
    this.answer = answer;
    this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Answers every request with this text and keeps the connection. */
  static RawServer saying(String response) throws IOException {
    return new RawServer((connection, number) -> connection.send(response));
  }

  /** A whole response. */
  static String response(int status, String headers, String body) {
    return "HTTP/1.1 %d Said\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, headers, body);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort() + "/v1";
  }

  /** Connections made so far. */
  int connections() {
    return sockets.size();
  }

  /** Heads and bodies of the requests so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** One connection of a client. */
  final class Connection {

    private final Socket socket;
    private final OutputStream out;

    private Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Lets the client wait until it gives up. */
    void hang() throws IOException {
      int end = socket.getInputStream().read();
      if (end >= 0) {
        throw new IOException("the client sends more, instead of giving up");
      }
    }

    /** Waits; ends early where the server is closed. */
    void pause(long millis) throws InterruptedException {
      closed.await(millis, TimeUnit.MILLISECONDS);
    }

    void close() throws IOException {
      socket.close();
    }

    /** Closes with a TCP reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException isClosed) {
      closed.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Connection connection = new Connection(socket);
      for (String request = read(in); !request.isEmpty(); request = read(in)) {
        requests.add(request);
        answer.write(connection, number.getAndIncrement());
      }
    } catch (IOException clientIsGone) {
      // as tests of broken connections mean it
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** One request, or nothing where the client closed. */
  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    Matcher length = LENGTH.matcher(text);
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return text + new String(in.readNBytes(body), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    closed.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
