package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.http.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of a call's time is generation, and what is waiting. */
@Timeout(30)
class CallTimesTest {

  private static final HttpExchange OK = new HttpExchange(200, null, Chat.saying("x"));
  private static final HttpExchange BUSY = new HttpExchange(503, null, "busy");

  private final FakeTime time = new FakeTime();

  @Test
  void onlyTheRequestThatSucceededIsGeneration() throws Exception {
    CallResult result = client(transport(BUSY, BUSY, OK)).call("{}", "id");

    assertThat(result.attempts()).isEqualTo(3);
    assertThat(result.requestSeconds()).isEqualTo(5.0);
    assertThat(result.waitSeconds()).as("half of 2 s and of 4 s").isEqualTo(3.0);
  }

  @Test
  void aCallThatFailedHasNoGeneration() throws Exception {
    CallResult result = client(transport(BUSY, BUSY, BUSY)).call("{}", "id");

    assertThat(result.requestSeconds()).isNull();
    assertThat(result.attempts()).isEqualTo(3);
    assertThat(result.waitSeconds()).isEqualTo(3.0);
  }

  @Test
  void aReplyThatCannotBeReadHasNoGeneration() throws Exception {
    CallResult result = client(transport(new HttpExchange(200, null, "torn"))).call("{}", "id");

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
      Future<CallResult> first = threads.submit(() -> client.call("{}", "id"));
      inFlight.await();
      Thread[] waiter = new Thread[1];
      CountDownLatch started = new CountDownLatch(1);
      Future<CallResult> second =
          threads.submit(
              () -> {
                waiter[0] = Thread.currentThread();
                started.countDown();
                return client.call("{}", "id");
              });
      started.await();
      while (waiter[0].getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      time.pass(Duration.ofSeconds(7));
      mayEnd.countDown();

      assertThat(first.get().waitSeconds()).isZero();
      assertThat(second.get().waitSeconds()).isEqualTo(7.0);
      assertThat(second.get().requestSeconds()).isEqualTo(0.0);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anInterruptEndsTheCall() {
    EndpointClient client = client(transport(OK));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> client.call("{}", "id")).isInstanceOf(InterruptedException.class);
  }

  private EndpointClient client(Transport transport) {
    Endpoint endpoint = TestClient.endpoint("http://127.0.0.1/v1", TestClient.PATIENT, 1);
    return new EndpointClient(
        endpoint, transport, TestClient.keys(), TestClient.RETRIES, time, TestClient.MIDDLE);
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
