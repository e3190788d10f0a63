package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.evalbeam.endpoint.http.HttpExchange;
import org.evalbeam.endpoint.http.Transport;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that is set while calls are made moves no wait and no time but a date's. */
class ClockJumpTest {

  private static final HttpExchange OK = reply(200, "");

  @ParameterizedTest
  @ValueSource(strings = {"P1D", "-P1D", "PT-2S", "P3650D"})
  void waitsAndTimesAreMeasuredOnTheClockThatNeverJumps(String jump) throws Exception {
    Outcome steady = outcome(Duration.ZERO, reply(503, "7"), reply(429, "7"), reply(429, ""), OK);
    Outcome jumped =
        outcome(Duration.parse(jump), reply(503, "7"), reply(429, "7"), reply(429, ""), OK);

    assertThat(jumped).isEqualTo(steady);
    assertThat(jumped.result().failure()).isNull();
    assertThat(jumped.result().requestSeconds()).isEqualTo(5.0);
    assertThat(jumped.result().waits().total())
        .as("three failed requests of 5 s, twice 7 s, and what is left to chance")
        .isBetween(29.0, 33.0);
  }

  /** A date means what it means on the clock that is there when it is read. */
  @Test
  void aDateThatIsFarOffIsWaitedForNoLongerThanAMinute() throws Exception {
    String inNineSeconds = "Thu, 01 Jan 2026 00:00:09 GMT";

    assertThat(slept(Duration.ofDays(-1), inNineSeconds)).isEqualTo(Duration.ofSeconds(61));
    assertThat(slept(Duration.ofDays(1), inNineSeconds)).isEqualTo(Duration.ofSeconds(1));
    assertThat(slept(Duration.ZERO, inNineSeconds)).isEqualTo(Duration.ofSeconds(5));
  }

  private static Duration slept(Duration jump, String retryAfter) throws Exception {
    return outcome(jump, reply(503, retryAfter), OK).sleeps().get(0);
  }

  /**
   * What came of a call.
   *
   * @param sleeps what was slept between attempts
   * @param pauses what the endpoint's line was held back
   */
  private record Outcome(
      CallResult<ChatReply> result, List<Duration> sleeps, List<Duration> pauses) {}

  /** Makes a call; each request takes five seconds, in which the clock on the wall jumps. */
  private static Outcome outcome(Duration jump, HttpExchange... replies) throws Exception {
    FakeTime time = new FakeTime();
    Deque<HttpExchange> left = new ArrayDeque<>(List.of(replies));
    Transport transport =
        request -> {
          time.pass(Duration.ofSeconds(5));
          time.set(jump);
          return left.remove();
        };
    Endpoint endpoint = TestClient.endpoint("http://127.0.0.1/v1", TestClient.PATIENT, 1);
    CallResult<ChatReply> result =
        TestClient.call(TestClient.client(endpoint, transport, TestClient.keys(), time));
    return new Outcome(result, time.sleeps(), time.pauses());
  }

  private static HttpExchange reply(int status, String retryAfter) {
    Map<String, String> headers =
        retryAfter.isEmpty() ? Map.of() : Map.of("retry-after", retryAfter);
    return new HttpExchange(status, headers, status == 200 ? Chat.saying("x") : "busy", 0);
  }
}
