package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.evalbeam.endpoint.pacing.BucketStore;
import org.evalbeam.endpoint.pacing.Time;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndpointClientsTest {

  @Test
  void eachEndpointHasOneClient() throws Exception {
    Endpoint one = TestClient.endpoint("http://127.0.0.1:1/v1", TestClient.PATIENT, 1);
    Endpoint other = TestClient.endpoint("http://127.0.0.1:2/v1", TestClient.PATIENT, 1);
    try (EndpointClients clients =
        new EndpointClients(
            List.of(one), TestClient.keys(), null, BucketStore.inProcess(Time.real(), 1))) {
      assertThat(clients.of(one)).isSameAs(clients.of(one));
      assertThatThrownBy(() -> clients.of(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no endpoint of this run: m at http://127.0.0.1:2/v1");
    }
  }

  /** The sum of both limits is more than an int holds. */
  @Test
  void limitsThatAreHardlyAnyAreNone() throws Exception {
    CountDownLatch together = new CountDownLatch(2);
    RawServer.Answer answer =
        (connection, number) -> {
          together.countDown();
          boolean met = together.await(10, TimeUnit.SECONDS);
          connection.send(RawServer.response(met ? 200 : 400, "", Chat.saying("x")));
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (RawServer server = new RawServer(answer)) {
      int most = Integer.MAX_VALUE;
      Endpoint one = TestClient.endpoint(server.url(), TestClient.PATIENT, most);
      Endpoint other = TestClient.endpoint(server.url() + "/b", TestClient.PATIENT, most);
      try (EndpointClients clients =
          new EndpointClients(
              List.of(one, other),
              TestClient.keys(),
              null,
              BucketStore.inProcess(Time.real(), 1))) {
        List<Callable<CallResult<ChatReply>>> calls =
            List.of(
                () -> TestClient.call(clients.of(one)), () -> TestClient.call(clients.of(other)));
        for (Future<CallResult<ChatReply>> result : threads.invokeAll(calls)) {
          assertThat(result.get().failure()).isNull();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoWaitsWhenCallsAreStoppedMakesNoRequest() throws Exception {
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    RawServer.Answer answer =
        (connection, number) -> {
          inFlight.countDown();
          release.await();
          connection.send(RawServer.response(200, "", Chat.saying("x")));
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (RawServer server = new RawServer(answer)) {
      Endpoint endpoint = TestClient.endpoint(server.url(), TestClient.PATIENT, 1);
      try (EndpointClients clients =
          new EndpointClients(
              List.of(endpoint), TestClient.keys(), null, BucketStore.inProcess(Time.real(), 1))) {
        EndpointClient client = clients.of(endpoint);
        Future<CallResult<ChatReply>> first = threads.submit(() -> TestClient.call(client));
        inFlight.await();
        Future<CallResult<ChatReply>> second = threads.submit(() -> TestClient.call(client));
        while (client.pace().waiting() == 0) {
          Thread.onSpinWait();
        }
        clients.stop();
        release.countDown();

        assertThat(first.get().failure()).as("what is in flight ends").isNull();
        assertThatThrownBy(second::get).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> TestClient.call(client)).isInstanceOf(InterruptedException.class);
        assertThat(server.requests()).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
