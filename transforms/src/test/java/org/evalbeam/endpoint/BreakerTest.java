package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When an endpoint counts as dead. */
class BreakerTest {

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Breaker breaker = new Breaker(PATIENCE);

  @ParameterizedTest
  @CsvSource({
    "NO_CREDIT, 1",
    "UNAUTHORIZED, 3",
    "REDIRECTED, 3",
    "UNREACHABLE, 5",
    "TIMEOUT, 5",
    "SERVER_ERROR, 5",
    "BAD_REQUEST, 20",
    "MALFORMED_REPLY, 20",
  })
  void theSameErrorAgainAndAgainIsTheEnd(FailureReason reason, int calls) {
    for (int call = 1; call < calls; call++) {
      end(reason, "it broke");
      assertThat(breaker.verdict()).as("after " + call).isNull();
    }
    end(reason, "it broke");

    assertThat(breaker.verdict())
        .isEqualTo(
            new Failure(
                reason,
                "not called, the endpoint was given up: again and again, with no success between,"
                    + " it broke"));
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureReason.class,
      names = {"UNAUTHORIZED", "UNREACHABLE", "BAD_REQUEST", "SERVER_ERROR"})
  void aSuccessBetweenBeginsAnew(FailureReason reason) {
    for (int round = 0; round < 10; round++) {
      end(reason, "it broke");
      end(reason, "it broke");
      breaker.succeeded();
    }

    assertThat(breaker.verdict()).isNull();
  }

  @Test
  void attemptsThatAreMadeAgainDoNotCount() {
    for (int attempt = 0; attempt < 100; attempt++) {
      breaker.failed(new Failure(FailureReason.SERVER_ERROR, "HTTP 500"), false, 0);
    }

    assertThat(breaker.verdict()).isNull();
  }

  @Test
  void allThatMeansNoServiceIsOneError() {
    end(FailureReason.UNREACHABLE, "refused");
    end(FailureReason.SERVER_ERROR, "HTTP 503");
    end(FailureReason.TIMEOUT, "late");
    end(FailureReason.UNREACHABLE, "reset");
    assertThat(breaker.verdict()).isNull();
    end(FailureReason.SERVER_ERROR, "HTTP 502");

    assertThat(breaker.verdict()).isNotNull();
  }

  @Test
  void rowsThatAreRefusedForReasonsOfTheirOwnAreNoDeadEndpoint() {
    for (int row = 0; row < 1000; row++) {
      end(FailureReason.BAD_REQUEST, "HTTP 400: " + row + " tokens are too many");
    }

    assertThat(breaker.verdict()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureReason.class,
      names = {"REPLY_TOO_LARGE", "EMPTY_ANSWER"})
  void anEndpointThatRepliesIsNotDead(FailureReason reason) {
    for (int row = 0; row < 1000; row++) {
      end(reason, "the same");
    }

    assertThat(breaker.verdict()).isNull();
  }

  @Test
  void refusalsAreBornePatientlyButNotForEver() {
    Failure refused = new Failure(FailureReason.RATE_LIMITED, "HTTP 429");
    long start = 5_000;
    breaker.failed(refused, false, start);
    breaker.failed(refused, false, start + PATIENCE.toNanos() - 1);
    assertThat(breaker.verdict()).isNull();

    breaker.failed(refused, false, start + PATIENCE.toNanos());
    assertThat(breaker.verdict()).isNotNull();
  }

  @Test
  void patienceBeginsAnewWithEverySuccess() {
    Failure refused = new Failure(FailureReason.RATE_LIMITED, "HTTP 429");
    breaker.failed(refused, false, 0);
    breaker.succeeded();
    breaker.failed(refused, false, PATIENCE.toNanos());

    assertThat(breaker.verdict()).isNull();
  }

  private void end(FailureReason reason, String message) {
    breaker.failed(new Failure(reason, message), true, 0);
  }
}
