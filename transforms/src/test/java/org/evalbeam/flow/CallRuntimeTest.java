package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.EndpointClient;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.endpoint.protocol.Request;
import org.junit.jupiter.api.Test;

/** What the users of one run share in a process. */
class CallRuntimeTest {

  @Test
  void usersOfOneRunShareARuntimeUntilTheLastIsGone() {
    EvaluationPlan plan = Experiments.plan(Experiments.named("e"));
    CallRuntime first = CallRuntime.acquire(plan);
    CallRuntime second = CallRuntime.acquire(plan);
    assertThat(second).isSameAs(first);

    first.close();
    try (CallRuntime third = CallRuntime.acquire(plan)) {
      assertThat(third).isSameAs(first);
    }
    second.close();

    try (CallRuntime later = CallRuntime.acquire(plan)) {
      assertThat(later).isNotSameAs(first);
    }
  }

  @Test
  void anotherRunHasARuntimeOfItsOwn() {
    try (CallRuntime mine = CallRuntime.acquire(Experiments.plan(Experiments.named("e")));
        CallRuntime theirs = CallRuntime.acquire(Experiments.plan(Experiments.named("e")))) {
      assertThat(theirs).isNotSameAs(mine);
    }
  }

  @Test
  void aRuntimeStaysOpenForItsLastUser() throws Exception {
    try (FakeEndpoint server = FakeEndpoint.replying(asked -> "fine")) {
      Endpoint endpoint = server.model("m", 1);
      EvaluationPlan plan = Experiments.plan(Experiments.named("e").at(endpoint));
      CallRuntime first = CallRuntime.acquire(plan);
      try (CallRuntime second = CallRuntime.acquire(plan)) {
        first.close();

        assertThat(call(second.client(endpoint), "c0ffee").failure()).isNull();
      }
    }
  }

  /** A job that is cancelled must lose no reply that is paid, and pay for no more. */
  @Test
  void theLastUserWaitsForTheCallsUnderWayAndNoMoreAreMade() throws Exception {
    try (Held held = new Held()) {
      held.start("1");
      held.asked.await();
      held.start("2");
      Thread closing = new Thread(held.runtime::close);
      closing.start();
      while (closing.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      held.answer.countDown();
      closing.join();

      assertThat(held.ended).singleElement().extracting(CallResult::failure).isNull();
      assertThat(held.server.asked()).hasSize(1);
    }
  }

  /** As the tasks of a job that is restarted. */
  @Test
  void whoComesWhileCallsAreUnderWayMayMakeMore() throws Exception {
    try (Held held = new Held()) {
      held.start("1");
      held.asked.await();
      Thread.currentThread().interrupt();
      held.runtime.close();
      assertThat(Thread.interrupted()).as("the wait was cut short, and says so").isTrue();

      try (CallRuntime again = CallRuntime.acquire(held.plan)) {
        assertThat(again).isSameAs(held.runtime);
        held.answer.countDown();
        assertThat(call(again.client(held.endpoint), "2").failure()).isNull();
      }
      assertThat(held.ended).hasSize(1);
    }
  }

  /** Replies that can't be kept are not to be paid, whoever comes back for more. */
  @Test
  void whoComesWhereRepliesCannotBeKeptMakesNoMoreCalls() throws Exception {
    try (Held held = new Held()) {
      held.start("1");
      held.asked.await();
      held.breakJournal();
      Thread.currentThread().interrupt();
      held.runtime.close();
      assertThat(Thread.interrupted()).as("the wait was cut short, and says so").isTrue();

      try (CallRuntime again = CallRuntime.acquire(held.plan)) {
        assertThat(again).isSameAs(held.runtime);
        assertThatThrownBy(() -> call(again.client(held.endpoint), "2"))
            .isInstanceOf(InterruptedException.class);
        held.answer.countDown();
      }
      assertThat(held.server.asked()).hasSize(1);
    }
  }

  /** A runtime whose endpoint takes one call at a time, and answers none until it is told to. */
  private static final class Held implements AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final List<CallResult<ChatReply>> ended = new CopyOnWriteArrayList<>();
    private final FakeEndpoint server = FakeEndpoint.replying(call -> reply());
    private final Endpoint endpoint = server.model("m", 1);
    private final EvaluationPlan plan = Experiments.plan(Experiments.named("e").at(endpoint));
    private final CallRuntime runtime = CallRuntime.acquire(plan);

    private String reply() {
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return "fine";
    }

    /** Starts a task that makes a call. */
    private void start(String id) throws InterruptedException {
      runtime.slots(new Lanes(plan), 0).start(() -> make(id));
    }

    /** Has a call end whose reply could not be kept. */
    private void breakJournal() {
      assertThatThrownBy(
              () ->
                  runtime
                      .calls()
                      .call(
                          new PaidCalls.Call(endpoint, "b".repeat(32), "b".repeat(32)),
                          Dialect.OPENAI.chat(),
                          keeper -> {
                            throw new IOException("the disk is full");
                          }))
          .hasRootCauseMessage("the disk is full");
    }

    private void make(String id) {
      try {
        ended.add(call(runtime.client(endpoint), id));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Test
  void bundlesOfALaneShareItsSlots() {
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("a"),
            Experiments.named("b").at(Experiments.endpoint(Experiments.URL, "other", 4)));
    Lanes lanes = new Lanes(plan);
    try (CallRuntime runtime = CallRuntime.acquire(plan)) {
      assertThat(runtime.slots(lanes, 0)).isSameAs(runtime.slots(lanes, 0));
      assertThat(runtime.slots(lanes, 1)).isNotSameAs(runtime.slots(lanes, 0));
    }
  }

  @Test
  void metersCountTheCallsOfEachEndpoint() throws Exception {
    try (FakeEndpoint server =
        FakeEndpoint.responding(
            asked ->
                asked.model().equals("refusing")
                    ? new FakeEndpoint.Response(400, "no")
                    : FakeEndpoint.Response.ok("yes"))) {
      Endpoint model = server.model("m", 1);
      Endpoint judge = server.model("refusing", 1);
      EvaluationPlan plan = Experiments.plan(Experiments.named("e").at(model).judgedBy(judge));
      try (CallRuntime runtime = CallRuntime.acquire(plan)) {
        call(runtime.client(model), "1");
        call(runtime.client(model), "2");
        call(runtime.client(judge), "3");

        Map<Endpoint, CallProgress> figures = runtime.progress();
        assertThat(figures.keySet()).containsExactly(model, judge);
        assertThat(figures.values())
            .extracting(CallProgress::answered, CallProgress::failed, CallProgress::done)
            .containsExactly(tuple(2L, 0L, 2L), tuple(0L, 1L, 1L));
        assertThat(figures.values()).allSatisfy(of -> assertThat(of.perSecond()).isPositive());
      }
    }
  }

  @Test
  void anEndpointThatIsNotOfTheRunIsRefused() {
    try (CallRuntime runtime = CallRuntime.acquire(Experiments.plan(Experiments.named("e")))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> runtime.client(Experiments.endpoint(Experiments.URL, "stranger", 1)))
          .withMessageContaining("stranger");
    }
  }

  private static CallResult<ChatReply> call(EndpointClient client, String id)
      throws InterruptedException, IOException {
    String body = "{\"model\": \"%s\"}".formatted(client.endpoint().model());
    return client.call(Dialect.OPENAI.chat(), new Request(body, 5, null), id, (reply, raw) -> {});
  }
}
