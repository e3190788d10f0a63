package org.evalbeam.flow;

import com.google.common.annotations.VisibleForTesting;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.evalbeam.data.ReplySource;
import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.EndpointClient;
import org.evalbeam.endpoint.Waits;
import org.evalbeam.endpoint.pacing.Time;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.Protocol;
import org.evalbeam.endpoint.protocol.RawReply;
import org.evalbeam.endpoint.protocol.Reply;
import org.evalbeam.journal.Journal;
import org.evalbeam.journal.JournalEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of a run in this process: none is made whose reply was paid before. Equal calls that
 * are wanted at one time are one request, whoever wants them: a restarted bundle, or the worker
 * that took over the trials of another, whose calls are still under way; a reply that came is in
 * the journal before anybody sees it; and what failed is not tried again for the same run's equal
 * trials, so that these do not differ.
 */
final class PaidCalls {

  private static final Logger LOG = LoggerFactory.getLogger(PaidCalls.class);

  /** Failed calls that are remembered; of more, the oldest are tried again. */
  private static final int REMEMBERED_FAILURES = 10_000;

  /** Between two looks whether another process has ended a call; a call takes longer than that. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Journal journal;
  private final CallSettings settings;
  private final Map<String, CompletableFuture<CallResult<?>>> inFlight = new ConcurrentHashMap<>();
  private final Map<String, CallResult<?>> failures = new Latest<>();
  private final Map<Endpoint, LongAdder> kept = new ConcurrentHashMap<>();
  private final Runnable stop;
  private final Time time;

  /** Why replies can't be kept any more; null where they can. */
  private volatile @Nullable IOException broken;

  /**
   * @param stop stops all calls of the run in this process, as soon as replies can't be kept: those
   *     that wait for their turn would only be paid
   * @param time tells when a reply came, and passes while another process makes a call
   */
  PaidCalls(Journal journal, CallSettings settings, Runnable stop, Time time) {
    this.journal = journal;
    this.settings = settings;
    this.stop = stop;
    this.time = time;
  }

  /**
   * What a call goes by.
   *
   * @param endpoint where it goes
   * @param id identity of the call
   * @param task identity of the answer's task that it belongs to
   */
  record Call(Endpoint endpoint, String id, String task) {}

  /**
   * Makes the request where there is no other way, and has its reply kept.
   *
   * @param <R> what a good reply is
   */
  @FunctionalInterface
  interface Maker<R extends Reply> {
    CallResult<R> make(EndpointClient.Keeper<R> keeper) throws InterruptedException, IOException;
  }

  /**
   * How a call ended for one of its askers.
   *
   * @param result the result; an asker that made no request waited for nothing
   * @param source where the reply came from
   */
  record Paid<R extends Reply>(CallResult<R> result, ReplySource source) {}

  /**
   * The end of a call: from the journal, from another asker, or made here.
   *
   * @throws UncheckedIOException where the journal can't be read or written: going on would pay for
   *     replies that nobody keeps
   * @throws IllegalStateException where the asker that made it was stopped by an exception; that
   *     asker throws the exception itself
   */
  <R extends Reply> Paid<R> call(Call call, Protocol<R> protocol, Maker<R> maker)
      throws InterruptedException {
    CompletableFuture<CallResult<?>> mine = new CompletableFuture<>();
    for (; ; ) {
      CompletableFuture<CallResult<?>> earlier = inFlight.putIfAbsent(call.id(), mine);
      if (earlier == null) {
        return lead(call, protocol, maker, mine);
      }
      CallResult<R> shared = await(earlier);
      if (shared != null) {
        countKept(call);
        return new Paid<>(shared.withoutCosts(), ReplySource.SHARED);
      }
      inFlight.remove(call.id(), earlier);
    }
  }

  /** Obtains what all who ask meanwhile wait for. */
  private <R extends Reply> Paid<R> lead(
      Call call, Protocol<R> protocol, Maker<R> maker, CompletableFuture<CallResult<?>> mine)
      throws InterruptedException {
    try {
      Paid<R> paid = obtain(call, protocol, maker);
      mine.complete(paid.result());
      if (paid.source() != ReplySource.CALL) {
        countKept(call);
      }
      return paid;
    } catch (InterruptedException | RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      inFlight.remove(call.id(), mine);
    }
  }

  private <R extends Reply> Paid<R> obtain(Call call, Protocol<R> protocol, Maker<R> maker)
      throws InterruptedException {
    try {
      refuseWhereBroken();
      Paid<R> known = known(call, protocol);
      if (known != null) {
        return known;
      }
      return journal.sharesCalls() ? takeAndMake(call, protocol, maker) : make(call, maker);
    } catch (IOException e) {
      broken = e;
      stop.run();
      throw new UncheckedIOException(e);
    } catch (InterruptedException stopped) {
      refuseWhereBroken();
      throw stopped;
    }
  }

  /** Makes a call unless another process does, or has done so meanwhile. */
  private <R extends Reply> Paid<R> takeAndMake(Call call, Protocol<R> protocol, Maker<R> maker)
      throws InterruptedException, IOException {
    Closeable taken = take(call);
    try {
      Paid<R> known = known(call, protocol);
      return known == null ? make(call, maker) : known;
    } finally {
      taken.close();
    }
  }

  /** Waits for as long as another process makes the call; if that dies, the call is free. */
  private Closeable take(Call call) throws InterruptedException, IOException {
    for (; ; ) {
      Closeable taken = journal.tryTake(call.task(), call.id());
      if (taken != null) {
        return taken;
      }
      refuseWhereBroken();
      TaskSlots.willWait();
      time.sleep(BETWEEN_LOOKS);
    }
  }

  /** Whether replies can't be kept any more, so that no more are to be asked for. */
  boolean isBroken() {
    return broken != null;
  }

  private void refuseWhereBroken() {
    IOException why = broken;
    if (why != null) {
      throw new UncheckedIOException(why);
    }
  }

  private <R extends Reply> @Nullable Paid<R> known(Call call, Protocol<R> protocol)
      throws IOException {
    CallResult<?> failed = remembered(call.id());
    if (failed != null) {
      return new Paid<>(PaidCalls.<R>same(failed).withoutCosts(), ReplySource.SHARED);
    }
    JournalEntry kept = journal.find(call.task(), call.id());
    if (kept == null) {
      return null;
    }
    try {
      R reply = protocol.read(kept.body());
      RawReply raw = new RawReply(kept.body(), kept.seconds(), kept.firstByteSeconds());
      return new Paid<>(new CallResult<>(reply, raw, null, 0, Waits.NONE), source(kept));
    } catch (CallFailedException unreadable) {
      LOG.warn("a kept reply can't be read and is asked for again: {}", unreadable.getMessage());
      return null;
    }
  }

  private ReplySource source(JournalEntry kept) {
    return kept.atMillis() < settings.startedMillis() ? ReplySource.JOURNAL : ReplySource.SHARED;
  }

  private <R extends Reply> Paid<R> make(Call call, Maker<R> maker)
      throws InterruptedException, IOException {
    TaskSlots.willWait();
    CallResult<R> result = maker.make((reply, raw) -> keep(call, reply, raw));
    R reply = result.reply();
    if ((reply == null || reply.isEmpty()) && result.attempts() > 0) {
      remember(call.id(), result);
    }
    return new Paid<>(result, ReplySource.CALL);
  }

  private void keep(Call call, Reply reply, RawReply raw) throws IOException {
    if (!reply.isEmpty()) {
      journal.append(
          new JournalEntry(
              call.id(),
              call.task(),
              call.endpoint().identity(),
              call.endpoint().model(),
              time.millis(),
              raw.seconds(),
              raw.firstByteSeconds(),
              raw.body()));
    }
  }

  private void remember(String id, CallResult<?> result) {
    synchronized (failures) {
      failures.put(id, result);
    }
  }

  private @Nullable CallResult<?> remembered(String id) {
    synchronized (failures) {
      return failures.get(id);
    }
  }

  /** The end of another's call; null where that one was told to stop, which says nothing to us. */
  private <R extends Reply> @Nullable CallResult<R> await(CompletableFuture<CallResult<?>> earlier)
      throws InterruptedException {
    if (!earlier.isDone()) {
      TaskSlots.willWait();
    }
    try {
      return same(earlier.get());
    } catch (ExecutionException | CancellationException e) {
      if (e.getCause() instanceof InterruptedException) {
        return null;
      }
      throw new IllegalStateException("the shared call broke off", e);
    }
  }

  @SuppressWarnings("unchecked") // a call's identity covers its body, and so its protocol
  private static <R extends Reply> CallResult<R> same(CallResult<?> result) {
    return (CallResult<R>) result;
  }

  private void countKept(Call call) {
    kept.computeIfAbsent(call.endpoint(), none -> new LongAdder()).increment();
  }

  /** Calls to an endpoint that were not made, since their reply was known or on its way. */
  long kept(Endpoint endpoint) {
    LongAdder counted = kept.get(endpoint);
    return counted == null ? 0 : counted.sum();
  }

  /** Calls that are being made or looked up. */
  @VisibleForTesting
  int inFlight() {
    return inFlight.size();
  }

  /** Forgets the oldest. */
  private static final class Latest<V> extends LinkedHashMap<String, V> {

    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > REMEMBERED_FAILURES;
    }
  }
}
