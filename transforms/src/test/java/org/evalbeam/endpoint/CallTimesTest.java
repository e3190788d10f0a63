package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.http.Transport;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of a call's time is generation, and what is waiting. */
@Timeout(30)
class CallTimesTest {

  private static final HttpExchange OK = new HttpExchange(200, Map.of(), Chat.saying("x"), 0);
  private static final HttpExchange BUSY = new HttpExchange(503, Map.of(), "busy", 0);

  private final FakeTime time = new FakeTime();

  @Test
  void onlyTheRequestThatSucceededIsGeneration() throws Exception {
    CallResult<ChatReply> result = TestClient.call(client(transport(BUSY, BUSY, OK)));

    assertThat(result.attempts()).isEqualTo(3);
    assertThat(result.requestSeconds()).isEqualTo(5.0);
    assertThat(result.waits())
        .as("two failed requests of 5 s, half of 2 s and of 4 s")
        .isEqualTo(new Waits(0, 0, 13));
  }

  @Test
  void aCallThatFailedHasNoGeneration() throws Exception {
    CallResult<ChatReply> result = TestClient.call(client(transport(BUSY, BUSY, BUSY)));

    assertThat(result.requestSeconds()).isNull();
    assertThat(result.attempts()).isEqualTo(3);
    assertThat(result.waits()).isEqualTo(new Waits(0, 0, 18));
  }

  @Test
  void aReplyThatCannotBeReadHasNoGeneration() throws Exception {
    CallResult<ChatReply> result =
        TestClient.call(client(transport(new HttpExchange(200, Map.of(), "torn", 0))));

    assertThat(result.requestSeconds()).isNull();
    assertThat(result.attempts()).isEqualTo(1);
  }

  @Test
  void waitingForAPermitIsWaiting() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Transport blocking =
        request -> {
          inFlight.countDown();
          await(mayEnd);
          return OK;
        };
    EndpointClient client = client(blocking);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<CallResult<ChatReply>> first = threads.submit(() -> TestClient.call(client));
      inFlight.await();
      Future<CallResult<ChatReply>> second = startAndWait(threads, client);
      time.pass(Duration.ofSeconds(7));
      mayEnd.countDown();

      assertThat(first.get().waits().total()).isZero();
      assertThat(second.get().waits().total()).isEqualTo(7.0);
      assertThat(second.get().requestSeconds()).isEqualTo(0.0);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Else a process that dies could lose more than the calls that it may have in flight. */
  @Test
  void aReplyIsKeptBeforeTheNextCallIsMade() throws Exception {
    AtomicInteger posts = new AtomicInteger();
    CountDownLatch keeping = new CountDownLatch(1);
    CountDownLatch mayBeKept = new CountDownLatch(1);
    EndpointClient client =
        client(
            request -> {
              posts.incrementAndGet();
              return OK;
            });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<CallResult<ChatReply>> first =
          threads.submit(
              () ->
                  TestClient.call(
                      client,
                      (reply, raw) -> {
                        keeping.countDown();
                        await(mayBeKept);
                      }));
      keeping.await();
      Future<CallResult<ChatReply>> second = startAndWait(threads, client);
      assertThat(posts).as("requests before the first reply is kept").hasValue(1);
      mayBeKept.countDown();

      assertThat(first.get().reply()).isNotNull();
      assertThat(second.get().reply()).isNotNull();
      assertThat(posts).hasValue(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aReplyThatCannotBeKeptEndsTheCallAndGivesItsPlaceBack() throws Exception {
    EndpointClient client = client(transport(OK, OK));

    assertThatThrownBy(
            () ->
                TestClient.call(
                    client,
                    (reply, raw) -> {
                      throw new IOException("the disk is full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");
    assertThat(TestClient.call(client).reply()).isNotNull();
  }

  /** Starts a call, and waits until it waits for its place. */
  private static Future<CallResult<ChatReply>> startAndWait(
      ExecutorService threads, EndpointClient client) throws InterruptedException {
    Thread[] waiter = new Thread[1];
    CountDownLatch started = new CountDownLatch(1);
    Future<CallResult<ChatReply>> call =
        threads.submit(
            () -> {
              waiter[0] = Thread.currentThread();
              started.countDown();
              return TestClient.call(client);
            });
    started.await();
    while (waiter[0].getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return call;
  }

  @Test
  void anInterruptEndsTheCall() {
    EndpointClient client = client(transport(OK));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> TestClient.call(client)).isInstanceOf(InterruptedException.class);
  }

  private EndpointClient client(Transport transport) {
    Endpoint endpoint = TestClient.endpoint("http://127.0.0.1/v1", TestClient.PATIENT, 1);
    return TestClient.client(endpoint, transport, TestClient.keys(), time);
  }

  /** Gives these replies, each after five seconds. */
  private Transport transport(HttpExchange... replies) {
    Deque<HttpExchange> left = new ArrayDeque<>(List.of(replies));
    return request -> {
      time.pass(Duration.ofSeconds(5));
      return left.remove();
    };
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
