package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.http.Transport;
import org.evalbeam.endpoint.pacing.Limits;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends all calls of an endpoint reaches those in its line at once, and no time passes. */
@Timeout(30)
class StoppedLineTest {

  private static final Limits ONE_A_MINUTE = new Limits(1.0, null, null, null, null);
  private static final HttpExchange NO_CREDIT = new HttpExchange(402, Map.of(), "{}", 0);
  private static final HttpExchange PAID =
      new HttpExchange(
          200,
          Map.of(),
          Chat.json(
              "{'choices': [{'message': {'content': 'x'}}],"
                  + " 'usage': {'prompt_tokens': 1, 'completion_tokens': 1}}"),
          0);

  private final FakeTime time = new FakeTime(true);
  private final Spending spending = new Spending(1.0);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger sent = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aVerdictEndsTheCallsInLine() throws Exception {
    EndpointClient client = client(held(NO_CREDIT));
    List<Future<CallResult<ChatReply>>> calls = line(client, 8);

    mayEnd.countDown();

    for (Future<CallResult<ChatReply>> call : calls) {
      assertThat(reason(call)).isEqualTo(FailureReason.NO_CREDIT);
    }
    assertThat(sent).hasValue(1);
    assertThat(client.pace().inFlight()).isZero();
  }

  @Test
  void whatIsSpentElsewhereEndsTheCallsInLine() throws Exception {
    List<Future<CallResult<ChatReply>>> calls = line(client(held(PAID)), 8);

    TestClient.call(client(request -> PAID));

    for (Future<CallResult<ChatReply>> call : calls.subList(1, 8)) {
      assertThat(reason(call)).isEqualTo(FailureReason.BUDGET_SPENT);
    }
    mayEnd.countDown();
    assertThat(calls.get(0).get().reply()).as("the one that was under way").isNotNull();
    assertThat(sent).hasValue(1);
  }

  @Test
  void aStopEndsTheCallsInLine() throws Exception {
    EndpointClient client = client(held(PAID));
    List<Future<CallResult<ChatReply>>> calls = line(client, 8);

    client.stop();

    for (Future<CallResult<ChatReply>> call : calls.subList(1, 8)) {
      assertThatThrownBy(call::get).hasCauseInstanceOf(InterruptedException.class);
    }
    mayEnd.countDown();
    assertThat(calls.get(0).get().reply()).as("the one that was under way").isNotNull();
    assertThat(sent).hasValue(1);
  }

  /** Starts calls, of which the first is sent and all others stand in line. */
  private List<Future<CallResult<ChatReply>>> line(EndpointClient client, int calls) {
    List<Future<CallResult<ChatReply>>> started = new ArrayList<>();
    started.add(threads.submit(() -> TestClient.call(client)));
    while (sent.get() < 1) {
      Thread.onSpinWait();
    }
    for (int i = 1; i < calls; i++) {
      started.add(threads.submit(() -> TestClient.call(client)));
    }
    while (client.pace().waiting() < calls - 1) {
      Thread.onSpinWait();
    }
    return started;
  }

  private EndpointClient client(Transport transport) {
    Endpoint endpoint = TestClient.limited(ONE_A_MINUTE, new Price(1e6, 1e6, "USD", null));
    return TestClient.client(endpoint, transport, TestClient.keys(), time, spending);
  }

  /** Replies only when it may. */
  private Transport held(HttpExchange reply) {
    return request -> {
      sent.incrementAndGet();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return reply;
    };
  }

  private static FailureReason reason(Future<CallResult<ChatReply>> call) throws Exception {
    return Objects.requireNonNull(call.get().failure()).reason();
  }
}
