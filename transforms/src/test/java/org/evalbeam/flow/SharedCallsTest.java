package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.ReplySource;
import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.flow.SharedCalls.Shared;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** One asker makes the call, all others get its end, whatever that is. */
@Timeout(30)
class SharedCallsTest {

  private static final CallResult RESULT =
      new CallResult(null, new Failure(FailureReason.TIMEOUT, "too slow"), 3, 1.5, 2.5);

  private final SharedCalls calls = new SharedCalls();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void theFirstAskerMakesTheCallAndBearsItsCosts() throws Exception {
    assertThat(calls.call("id", () -> RESULT)).isEqualTo(new Shared(RESULT, ReplySource.CALL));

    assertThat(calls.call("id", SharedCallsTest::mustNotBeMade))
        .isEqualTo(
            new Shared(new CallResult(null, RESULT.failure(), 0, 1.5, 0), ReplySource.SHARED));
  }

  @Test
  void otherCallsAreMadeAllTheSame() throws Exception {
    calls.call("id", () -> RESULT);

    assertThat(calls.call("other", () -> RESULT).source()).isEqualTo(ReplySource.CALL);
  }

  @Test
  void whoAsksMeanwhileWaitsForTheEnd() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Shared> first =
        threads.submit(
            () ->
                calls.call(
                    "id",
                    () -> {
                      made.countDown();
                      release.await();
                      return RESULT;
                    }));
    made.await();
    Future<Shared> second = threads.submit(() -> calls.call("id", SharedCallsTest::mustNotBeMade));

    assertThat(second).isNotDone();
    release.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS).source()).isEqualTo(ReplySource.CALL);
    assertThat(second.get(10, TimeUnit.SECONDS).source()).isEqualTo(ReplySource.SHARED);
  }

  static final List<SharedCalls.Request> BREAKS =
      List.of(
          () -> {
            throw new IllegalStateException("a bug");
          },
          () -> {
            throw new CancellationException("stopped");
          },
          () -> {
            throw new InterruptedException("stop");
          },
          () -> {
            throw new StackOverflowError();
          });

  @ParameterizedTest
  @FieldSource("BREAKS")
  void aCallThatBreaksOffBreaksOffForAllAskersAndHangsNone(SharedCalls.Request breaking)
      throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Shared> first =
        threads.submit(
            () ->
                calls.call(
                    "id",
                    () -> {
                      made.countDown();
                      release.await();
                      return breaking.make();
                    }));
    made.await();
    Future<Shared> second = threads.submit(() -> calls.call("id", SharedCallsTest::mustNotBeMade));
    release.countDown();

    Throwable thrown =
        catchThrowableOfType(ExecutionException.class, () -> first.get(10, TimeUnit.SECONDS))
            .getCause();
    assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the shared call broke off")
        .hasRootCause(thrown);
    assertThatThrownBy(() -> calls.call("id", SharedCallsTest::mustNotBeMade))
        .hasMessage("the shared call broke off");
  }

  @Test
  void aWaiterThatIsInterruptedLeavesTheCallToTheOthers() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Shared> first =
        threads.submit(
            () ->
                calls.call(
                    "id",
                    () -> {
                      made.countDown();
                      release.await();
                      return RESULT;
                    }));
    made.await();

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> calls.call("id", SharedCallsTest::mustNotBeMade))
        .isInstanceOf(InterruptedException.class);
    release.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS).result()).isEqualTo(RESULT);
    assertThat(calls.call("id", SharedCallsTest::mustNotBeMade).result().reply()).isNull();
  }

  private static CallResult mustNotBeMade() {
    throw new AssertionError("made twice");
  }
}
