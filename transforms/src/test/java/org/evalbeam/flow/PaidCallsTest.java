package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.ReplySource;
import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.EndpointClient.Keeper;
import org.evalbeam.endpoint.Waits;
import org.evalbeam.endpoint.pacing.Time;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.ChatProtocol;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.RawReply;
import org.evalbeam.flow.PaidCalls.Call;
import org.evalbeam.flow.PaidCalls.Maker;
import org.evalbeam.flow.PaidCalls.Paid;
import org.evalbeam.journal.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** No call is made whose reply is there, and one asker makes what all others get. */
@Timeout(30)
class PaidCallsTest {

  private static final ChatProtocol CHAT = Dialect.OPENAI.chat();
  private static final Call CALL = call("00000000000000000000000000000001");
  private static final CallResult<ChatReply> FAILED =
      new CallResult<>(
          null, null, new Failure(FailureReason.TIMEOUT, "too slow"), 3, new Waits(1, 2, 3));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HeldTime time = new HeldTime();
  private @TempDir Path folder = Path.of(".");
  private PaidCalls calls = new PaidCalls(opened(), settings(0), () -> {}, time);

  @BeforeEach
  void open() {
    calls = new PaidCalls(opened(), settings(0), () -> {}, time);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void theFirstAskerMakesTheCallAndAllLaterOnesGetItsReply() throws Exception {
    CallResult<ChatReply> made = replied("yes");

    assertThat(calls.call(CALL, CHAT, giving(made))).isEqualTo(new Paid<>(made, ReplySource.CALL));
    assertThat(calls.call(CALL, CHAT, PaidCallsTest::mustNotBeMade))
        .isEqualTo(new Paid<>(made.withoutCosts(), ReplySource.SHARED));
    assertThat(calls.kept(CALL.endpoint())).as("calls that were not made").isEqualTo(1);
    assertThat(calls.inFlight()).isZero();
  }

  @Test
  void aLaterRunGetsItFromTheJournal() throws Exception {
    CallResult<ChatReply> made = replied("yes");
    calls.call(CALL, CHAT, giving(made));

    PaidCalls later = new PaidCalls(opened(), settings(Long.MAX_VALUE), () -> {}, time);

    assertThat(later.call(CALL, CHAT, PaidCallsTest::mustNotBeMade))
        .isEqualTo(new Paid<>(made.withoutCosts(), ReplySource.JOURNAL));
  }

  @Test
  void aFailureIsSharedWithinTheRunAndTriedAgainByTheNext() throws Exception {
    assertThat(calls.call(CALL, CHAT, giving(FAILED)))
        .isEqualTo(new Paid<>(FAILED, ReplySource.CALL));
    assertThat(calls.call(CALL, CHAT, PaidCallsTest::mustNotBeMade))
        .isEqualTo(new Paid<>(FAILED.withoutCosts(), ReplySource.SHARED));

    PaidCalls later = new PaidCalls(opened(), settings(Long.MAX_VALUE), () -> {}, time);

    assertThat(later.call(CALL, CHAT, giving(replied("yes"))).source()).isEqualTo(ReplySource.CALL);
  }

  @Test
  void aCallThatWasNeverMadeIsNotRemembered() throws Exception {
    CallResult<ChatReply> notMade =
        CallResult.notMade(new Failure(FailureReason.BUDGET_SPENT, "enough"));
    calls.call(CALL, CHAT, giving(notMade));

    assertThat(calls.call(CALL, CHAT, giving(replied("yes"))).source()).isEqualTo(ReplySource.CALL);
  }

  @Test
  void anEmptyReplyIsNotKept() throws Exception {
    CallResult<ChatReply> empty = replied("");
    assertThat(calls.call(CALL, CHAT, giving(empty)).result()).isEqualTo(empty);

    PaidCalls later = new PaidCalls(opened(), settings(Long.MAX_VALUE), () -> {}, time);

    assertThat(later.call(CALL, CHAT, giving(replied("yes"))).source()).isEqualTo(ReplySource.CALL);
  }

  @Test
  void whereRepliesCannotBeKeptAllCallsAreStoppedAndNoMoreAreMade() throws Exception {
    Journal journal = opened();
    AtomicBoolean stopped = new AtomicBoolean();
    PaidCalls broken = new PaidCalls(journal, settings(0), () -> stopped.set(true), time);
    Maker<ChatReply> closing =
        keeper -> {
          closed(journal);
          return giving(replied("paid, and lost")).make(keeper);
        };

    assertThatThrownBy(() -> broken.call(CALL, CHAT, closing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the journal is closed");
    assertThat(stopped).isTrue();
    assertThatThrownBy(
            () ->
                broken.call(
                    call("00000000000000000000000000000002"), CHAT, PaidCallsTest::mustNotBeMade))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the journal is closed");
  }

  @Test
  void whoIsStoppedForThatIsToldThat() throws Exception {
    Journal journal = opened();
    PaidCalls broken = new PaidCalls(journal, settings(0), () -> {}, time);
    Maker<ChatReply> stopped =
        keeper -> {
          closed(journal);
          assertThatThrownBy(
                  () ->
                      broken.call(
                          call("00000000000000000000000000000002"),
                          CHAT,
                          PaidCallsTest::mustNotBeMade))
              .isInstanceOf(UncheckedIOException.class);
          throw new InterruptedException("no more requests are made");
        };

    assertThatThrownBy(() -> broken.call(CALL, CHAT, stopped))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the journal is closed");
  }

  private static void closed(Journal journal) {
    try {
      journal.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void otherCallsAreMadeAllTheSame() throws Exception {
    calls.call(CALL, CHAT, giving(replied("yes")));

    Call other = call("00000000000000000000000000000002");
    assertThat(calls.call(other, CHAT, giving(replied("no"))).source()).isEqualTo(ReplySource.CALL);
  }

  @Test
  void whoAsksMeanwhileWaitsForTheEnd() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Paid<ChatReply>> first = ask(blocked(made, release, giving(replied("yes"))));
    made.await();
    Future<Paid<ChatReply>> second = ask(PaidCallsTest::mustNotBeMade);

    assertThat(second).isNotDone();
    release.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS).source()).isEqualTo(ReplySource.CALL);
    assertThat(second.get(10, TimeUnit.SECONDS).source()).isEqualTo(ReplySource.SHARED);
  }

  static final List<Maker<ChatReply>> BREAKS =
      List.of(
          keeper -> {
            throw new IllegalStateException("a bug");
          },
          keeper -> {
            throw new CancellationException("stopped");
          },
          keeper -> {
            throw new StackOverflowError();
          });

  @ParameterizedTest
  @FieldSource("BREAKS")
  void aCallThatBreaksOffBreaksOffForAllWhoWaitAndHangsNone(Maker<ChatReply> breaking)
      throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Paid<ChatReply>> first = ask(blocked(made, release, breaking));
    made.await();
    Future<Paid<ChatReply>> second = askAndWait(PaidCallsTest::mustNotBeMade);
    release.countDown();

    Throwable thrown =
        catchThrowableOfType(ExecutionException.class, () -> first.get(10, TimeUnit.SECONDS))
            .getCause();
    assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the shared call broke off")
        .hasRootCause(thrown);
    assertThat(calls.call(CALL, CHAT, giving(replied("again"))).source())
        .as("a bundle that is tried again makes it")
        .isEqualTo(ReplySource.CALL);
  }

  /** As the bundle that takes the place of a stopped one. */
  @Test
  void whoWaitsForACallThatWasToldToStopMakesIt() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Maker<ChatReply> stopped =
        keeper -> {
          throw new InterruptedException("stop");
        };
    Future<Paid<ChatReply>> first = ask(blocked(made, release, stopped));
    made.await();
    Future<Paid<ChatReply>> second = askAndWait(giving(replied("yes")));
    release.countDown();

    assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(second.get(10, TimeUnit.SECONDS).source()).isEqualTo(ReplySource.CALL);
    assertThat(calls.inFlight()).isZero();
  }

  @Test
  void aWaiterThatIsInterruptedLeavesTheCallToTheOthers() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Paid<ChatReply>> first = ask(blocked(made, release, giving(replied("yes"))));
    made.await();

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> calls.call(CALL, CHAT, PaidCallsTest::mustNotBeMade))
        .isInstanceOf(InterruptedException.class);
    release.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS).result()).isEqualTo(replied("yes"));
    assertThat(calls.call(CALL, CHAT, PaidCallsTest::mustNotBeMade).source())
        .isEqualTo(ReplySource.SHARED);
  }

  /** As a worker that took over the trials of another, whose calls are still under way. */
  @Test
  void aCallThatAnotherWorkerMakesIsWaitedForAndItsReplyTaken() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    PaidCalls survivor = new PaidCalls(opened(16), settings(0), () -> {}, time);
    calls = new PaidCalls(opened(16), settings(0), () -> {}, time);
    CallResult<ChatReply> reply = replied("yes");
    Future<Paid<ChatReply>> first =
        threads.submit(() -> survivor.call(CALL, CHAT, blocked(made, release, giving(reply))));
    made.await();
    Future<Paid<ChatReply>> second = ask(PaidCallsTest::mustNotBeMade);
    time.awaitSleeper();
    release.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS).source()).isEqualTo(ReplySource.CALL);
    time.passes();
    assertThat(second.get(10, TimeUnit.SECONDS))
        .isEqualTo(new Paid<>(reply.withoutCosts(), ReplySource.SHARED));
  }

  @Test
  void aCallThatFailsForAnotherWorkerIsMade() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    PaidCalls other = new PaidCalls(opened(16), settings(0), () -> {}, time);
    calls = new PaidCalls(opened(16), settings(0), () -> {}, time);
    Future<Paid<ChatReply>> first =
        threads.submit(() -> other.call(CALL, CHAT, blocked(made, release, giving(FAILED))));
    made.await();
    Future<Paid<ChatReply>> second = ask(giving(replied("yes")));
    time.awaitSleeper();
    release.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS).result()).isEqualTo(FAILED);
    time.passes();
    assertThat(second.get(10, TimeUnit.SECONDS).source()).isEqualTo(ReplySource.CALL);
  }

  private Future<Paid<ChatReply>> ask(Maker<ChatReply> maker) {
    return threads.submit(() -> calls.call(CALL, CHAT, maker));
  }

  /** Asks for a call that another makes, and returns when it is waited for. */
  private Future<Paid<ChatReply>> askAndWait(Maker<ChatReply> maker) throws InterruptedException {
    Thread[] waiter = new Thread[1];
    CountDownLatch started = new CountDownLatch(1);
    Future<Paid<ChatReply>> asked =
        threads.submit(
            () -> {
              waiter[0] = Thread.currentThread();
              started.countDown();
              return calls.call(CALL, CHAT, maker);
            });
    started.await();
    while (waiter[0].getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return asked;
  }

  private static Maker<ChatReply> blocked(
      CountDownLatch made, CountDownLatch release, Maker<ChatReply> then) {
    return keeper -> {
      made.countDown();
      release.await();
      return then.make(keeper);
    };
  }

  /** As a client does: a reply is kept before it is given. */
  private static Maker<ChatReply> giving(CallResult<ChatReply> result) {
    return keeper -> {
      if (result.reply() != null && result.raw() != null) {
        keeper.keep(result.reply(), result.raw());
      }
      return result;
    };
  }

  private static CallResult<ChatReply> replied(String text) {
    String body =
        "{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \"%s\"}}]}"
            .formatted(text);
    try {
      return new CallResult<>(
          CHAT.read(body), new RawReply(body, 1.5, 0.5), null, 1, new Waits(0, 0, 2));
    } catch (CallFailedException e) {
      throw new AssertionError(e);
    }
  }

  private static Call call(String id) {
    return new Call(Experiments.endpoint(Experiments.URL, "m", 4), id, id);
  }

  private Journal opened() {
    return opened(1);
  }

  private Journal opened(int ranges) {
    try {
      return Journal.open(folder.resolve("journal").toString(), ranges);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private CallSettings settings(long startedMillis) {
    return new CallSettings(folder.toString(), 1, startedMillis, null, 1, null, null);
  }

  private static CallResult<ChatReply> mustNotBeMade(Keeper<ChatReply> none) {
    throw new AssertionError("made twice");
  }

  /** Time that stands still for who sleeps until it is told to pass. */
  private static final class HeldTime implements Time {

    private final CountDownLatch asleep = new CountDownLatch(1);
    private final CountDownLatch passed = new CountDownLatch(1);

    void awaitSleeper() throws InterruptedException {
      asleep.await();
    }

    void passes() {
      passed.countDown();
    }

    @Override
    public Instant instant() {
      return Instant.now();
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      asleep.countDown();
      passed.await();
    }

    @Override
    public void await(Lock lock, Condition changed, long nanos) {
      throw new AssertionError("nothing is awaited here");
    }
  }
}
