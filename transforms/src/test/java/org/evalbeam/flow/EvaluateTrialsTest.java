package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Observation;
import org.evalbeam.data.ReplySource;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.data.Trial;
import org.evalbeam.data.TrialAnswer;
import org.evalbeam.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The calling step through real pipelines, against a real server on loopback. */
class EvaluateTrialsTest {

  private static final int SHARDS = 3;
  private static final String JUDGE = "the-judge";

  /** What came out. */
  private record Evaluated(List<TrialAnswer> answered, List<Observation> judged) {
    List<Answer> answers() {
      return answered.stream().map(TrialAnswer::answer).toList();
    }
  }

  @Test
  void everyTrialGetsItsAnswerAndItsJudgements() {
    try (FakeEndpoint server = FakeEndpoint.replying(EvaluateTrialsTest::echoOrApprove)) {
      Endpoint judge = server.model(JUDGE, 4);
      EvaluationPlan plan =
          Experiments.plan(
              asking("judged", server, "a").judgedBy(judge).metrics("judge_exactness"),
              asking("unjudged", server, "b").metrics("output_length"),
              asking("judged twice", server, "b")
                  .repeat(1)
                  .judgedBy(judge)
                  .metrics("judge_exactness", "output_length", "judge_notator"));
      List<Trial> trials = trials(plan, rows(20));

      Evaluated evaluated = evaluate(plan, trials);

      assertThat(evaluated.answered())
          .extracting(TrialAnswer::trial)
          .containsExactlyInAnyOrderElementsOf(trials);
      assertThat(evaluated.answers())
          .allSatisfy(
              answer -> {
                assertThat(answer.status()).isEqualTo(Status.OK);
                assertThat(answer.answer()).isEqualTo("echo of " + answer.query());
                assertThat(answer.nbTokensPrompt()).isEqualTo(7);
                assertThat(answer.attempts()).isEqualTo(1);
                assertThat(answer.replySource()).isEqualTo(ReplySource.CALL);
              });
      assertThat(evaluated.judged())
          .extracting(seen -> seen.experiment() + ", " + seen.numLine() + ": " + seen.metric())
          .doesNotHaveDuplicates()
          .hasSize(20 + 2 * 20);
      assertThat(evaluated.judged())
          .allSatisfy(
              seen -> {
                assertThat(seen.status()).isEqualTo(Status.OK);
                assertThat(seen.score()).isEqualTo(1);
                assertThat(seen.judge()).isEqualTo(JUDGE);
                assertThat(seen.judgeAttempts()).isEqualTo(1);
              });
      assertThat(server.asked()).extracting(FakeEndpoint.Asked::id).doesNotHaveDuplicates();
      assertThat(server.asked()).hasSize(3 * 20 + 60);
    }
  }

  @Test
  void trialsWithEqualCallsShareOneThoughTheirSamplesDiffer() {
    try (FakeEndpoint server = FakeEndpoint.replying(EvaluateTrialsTest::echoOrApprove)) {
      EvaluationPlan plan =
          Experiments.plan(
              asking("all", server, "m"),
              asking("even", server, "m").sample(0, 2, 4, 6, 8),
              asking("few", server, "m").sample(0, 1),
              asking("another repeat", server, "m").repeat(1).sample(0));

      Evaluated evaluated = evaluate(plan, trials(plan, rows(10)));

      assertThat(server.asked()).hasSize(10 + 1);
      assertThat(evaluated.answers()).hasSize(10 + 5 + 2 + 1);
      assertThat(evaluated.answers().stream().mapToInt(Answer::attempts).sum()).isEqualTo(11);
      assertThat(evaluated.answers())
          .filteredOn(answer -> answer.replySource() == ReplySource.SHARED)
          .hasSize(18 - 11)
          .allSatisfy(answer -> assertThat(answer.answer()).startsWith("echo of "));
    }
  }

  @Test
  void anExperimentWithAnEmptyPreludeAsksLikeOneWithNone() {
    try (FakeEndpoint server = FakeEndpoint.replying(EvaluateTrialsTest::echoOrApprove)) {
      EvaluationPlan plan =
          Experiments.plan(
              asking("none", server, "m"),
              asking("empty", server, "m").asking(Experiments.model("m", "", Map.of())));

      evaluate(plan, trials(plan, rows(10)));

      assertThat(server.asked()).hasSize(10);
    }
  }

  @Test
  void doubledRowsStaySeparateSamples() {
    try (FakeEndpoint server = FakeEndpoint.replying(EvaluateTrialsTest::echoOrApprove)) {
      EvaluationPlan plan = Experiments.plan(asking("e", server, "m"));
      Row first = Records.row(0, "q");
      Row second = new Row(Records.DATASET, 1, 1, null, first.columns());

      Evaluated evaluated = evaluate(plan, trials(plan, List.of(first, second)));

      assertThat(server.asked()).extracting(FakeEndpoint.Asked::id).hasSize(2);
      assertThat(evaluated.answers())
          .extracting(Answer::replySource)
          .containsOnly(ReplySource.CALL);
    }
  }

  /**
   * Every call waits until as many are open as its endpoint allows: fewer would break a barrier.
   */
  @Test
  void callsInFlightReachTheirEndpointsLimitAndNeverPassIt() {
    Map<String, CyclicBarrier> barriers =
        Map.of("a", new CyclicBarrier(3), "b", new CyclicBarrier(4), JUDGE, new CyclicBarrier(2));
    try (FakeEndpoint server =
        FakeEndpoint.replying(
            asked -> {
              await(barriers.get(asked.model()));
              return echoOrApprove(asked);
            })) {
      Endpoint judge = server.model(JUDGE, 2);
      EvaluationPlan plan =
          Experiments.plan(
              asking("a", server.model("a", 3)).judgedBy(judge).metrics("judge_exactness"),
              asking("b", server.model("b", 4)).judgedBy(judge).metrics("judge_exactness"));

      Evaluated evaluated = evaluate(plan, trials(plan, rows(12)));

      assertThat(evaluated.judged()).extracting(Observation::status).containsOnly(Status.OK);
      assertThat(server.mostInFlight("a")).isEqualTo(3);
      assertThat(server.mostInFlight("b")).isEqualTo(4);
      assertThat(server.mostInFlight(JUDGE)).isEqualTo(2);
      assertThat(server.asked()).hasSize(12 * 4);
    }
  }

  @Test
  void failedCallsAreRowsWithReasons() {
    try (FakeEndpoint server =
        FakeEndpoint.responding(
            asked ->
                asked.message().contains("q1")
                    ? new FakeEndpoint.Response(400, "no such thing")
                    : FakeEndpoint.Response.ok(echoOrApprove(asked)))) {
      EvaluationPlan plan =
          Experiments.plan(
              asking("e", server, "m").judgedBy(server.model(JUDGE, 1)).metrics("judge_exactness"));

      Evaluated evaluated = evaluate(plan, trials(plan, rows(2)));

      assertThat(evaluated.answers())
          .filteredOn(answer -> answer.numLine() == 1)
          .singleElement()
          .satisfies(
              answer -> {
                assertThat(answer.status()).isEqualTo(Status.FAILED);
                assertThat(answer.reason()).isEqualTo(FailureReason.BAD_REQUEST);
                assertThat(answer.errorMsg()).contains("no such thing");
                assertThat(answer.answer()).isNull();
              });
      assertThat(evaluated.judged())
          .filteredOn(seen -> seen.numLine() == 1)
          .singleElement()
          .satisfies(
              seen -> {
                assertThat(seen.reason()).isEqualTo(FailureReason.ANSWER_FAILED);
                assertThat(seen.judgeAttempts()).isZero();
              });
      assertThat(server.asked(JUDGE)).hasSize(1);
    }
  }

  @Test
  void aJudgeThatFailsCostsTheScoreNotTheAnswer() {
    try (FakeEndpoint server =
        FakeEndpoint.responding(
            asked ->
                asked.model().equals(JUDGE)
                    ? new FakeEndpoint.Response(403, "not for you")
                    : FakeEndpoint.Response.ok("fine"))) {
      EvaluationPlan plan =
          Experiments.plan(
              asking("e", server, "m").judgedBy(server.model(JUDGE, 1)).metrics("judge_exactness"));

      Evaluated evaluated = evaluate(plan, trials(plan, rows(1)));

      assertThat(evaluated.answers()).extracting(Answer::status).containsExactly(Status.OK);
      assertThat(evaluated.judged())
          .extracting(Observation::status, Observation::reason)
          .containsExactly(tuple(Status.FAILED, FailureReason.UNAUTHORIZED));
    }
  }

  @Test
  void aRowWithoutAQueryIsAFailedAnswerAndNoCall() {
    try (FakeEndpoint server = FakeEndpoint.replying(asked -> "never")) {
      EvaluationPlan plan = Experiments.plan(asking("e", server, "m"));

      Evaluated evaluated =
          evaluate(plan, trials(plan, List.of(Records.row(0, null), Records.row(1, " \n"))));

      assertThat(evaluated.answers())
          .hasSize(2)
          .allSatisfy(
              answer -> {
                assertThat(answer.status()).isEqualTo(Status.FAILED);
                assertThat(answer.reason()).isEqualTo(FailureReason.MISSING_FIELD);
                assertThat(answer.attempts()).isZero();
                assertThat(answer.permitWaitTime()).isNull();
                assertThat(answer.callId()).isNull();
              });
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void suppliedOutputsAreAnswersWithoutACallButAreJudged() {
    try (FakeEndpoint server = FakeEndpoint.replying(EvaluateTrialsTest::echoOrApprove)) {
      EvaluationPlan plan =
          Experiments.plan(
              Experiments.named("e")
                  .supplied()
                  .judgedBy(server.model(JUDGE, 2))
                  .metrics("judge_exactness"));
      SuppliedOutput output =
          new SuppliedOutput("mine", "hm", 2.5, 8L, 9L, 1L, List.of("c"), List.of("r"));

      Evaluated evaluated =
          evaluate(
              plan,
              List.of(
                  new Trial("e", Records.row(0, "q0"), output),
                  new Trial("e", Records.row(1, "q1"), Records.supplied(null)),
                  new Trial("e", Records.row(2, "q2"), null)));

      assertThat(evaluated.answers())
          .filteredOn(answer -> answer.numLine() == 0)
          .singleElement()
          .satisfies(
              answer -> {
                assertThat(answer.answer()).isEqualTo("mine");
                assertThat(answer.think()).isEqualTo("hm");
                assertThat(answer.generationTime()).isEqualTo(2.5);
                assertThat(answer.context()).containsExactly("c");
                assertThat(answer.retrievalContext()).containsExactly("r");
                assertThat(answer.replySource()).isEqualTo(ReplySource.SUPPLIED);
                assertThat(answer.attempts()).isZero();
              });
      assertThat(evaluated.answers())
          .filteredOn(answer -> answer.numLine() > 0)
          .hasSize(2)
          .extracting(Answer::reason)
          .containsOnly(FailureReason.MISSING_FIELD);
      assertThat(evaluated.judged()).hasSize(3);
      assertThat(server.asked()).extracting(FakeEndpoint.Asked::model).containsExactly(JUDGE);
    }
  }

  @Test
  void aTaskThatThrowsFailsTheJobInsteadOfLosingRows() {
    try (FakeEndpoint server = FakeEndpoint.replying(asked -> "fine")) {
      EvaluationPlan judgeless =
          Experiments.plan(asking("e", server, "m").metrics("judge_exactness"));

      assertThatThrownBy(() -> evaluate(judgeless, trials(judgeless, rows(5))))
          .hasStackTraceContaining("a task failed")
          .hasRootCauseMessage("no judge in experiment e");
    }
  }

  @Test
  void resultsOfBundlesAndOfTheirEndsBearTheSameTimestamp() {
    try (FakeEndpoint server = FakeEndpoint.replying(EvaluateTrialsTest::echoOrApprove)) {
      EvaluationPlan plan =
          Experiments.plan(
              asking("e", server.model("m", 1))
                  .judgedBy(server.model(JUDGE, 1))
                  .metrics("judge_exactness"));

      List<Long> timestamps =
          TestPipelines.output(
              pipeline ->
                  pipeline
                      .apply(Create.of(trials(plan, rows(60))))
                      .apply(EvaluateTrials.of(plan, 1))
                      .get(EvaluateTrials.ANSWERS)
                      .apply(Reify.timestamps())
                      .apply(
                          MapElements.into(TypeDescriptors.longs())
                              .via(answer -> answer.getTimestamp().getMillis())));

      assertThat(timestamps).hasSize(60).containsOnly(timestamps.get(0));
    }
  }

  /**
   * Threads of tasks have small stacks; texts that recurse deeply must not be able to end a job.
   */
  @Test
  void hostileTextsAreRowsLikeAnyOther() {
    List<String> hostile =
        List.of(
            "[".repeat(200_000),
            "{\"score\":".repeat(50_000),
            "(".repeat(200_000),
            "<think>".repeat(50_000) + "</think>".repeat(50_000),
            "```json\n".repeat(50_000),
            "{{ output }}{% for i in output %}",
            "%s%n${HOME}\u0000\u202e",
            "score: 1 ".repeat(50_000),
            "\"\\".repeat(100_000));
    try (FakeEndpoint server =
        FakeEndpoint.replying(
            asked -> hostile.get(Math.floorMod(asked.message().hashCode(), hostile.size())))) {
      EvaluationPlan plan =
          Experiments.plan(
              asking("e", server, "m")
                  .judgedBy(server.model(JUDGE, 4))
                  .metrics(
                      "judge_exactness",
                      "judge_notator",
                      "judge_precision",
                      "contextual_relevancy"));

      Evaluated evaluated = evaluate(plan, trials(plan, rows(30)));

      assertThat(evaluated.answered()).hasSize(30);
      assertThat(evaluated.judged()).hasSize(4 * 30);
    }
  }

  private static String echoOrApprove(FakeEndpoint.Asked asked) {
    return asked.model().equals(JUDGE) ? "{\"score\": 1}" : "echo of " + asked.message();
  }

  private static void await(@Nullable CyclicBarrier barrier) {
    try {
      if (barrier != null) {
        barrier.await(20, TimeUnit.SECONDS);
      }
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("too few calls in flight", e);
    }
  }

  private static Experiments asking(String name, FakeEndpoint server, String model) {
    return asking(name, server.model(model, 4));
  }

  private static Experiments asking(String name, Endpoint endpoint) {
    return Experiments.named(name)
        .asking(Experiments.model(endpoint.model(), Map.of()))
        .at(endpoint);
  }

  private static List<Row> rows(int count) {
    return IntStream.range(0, count).mapToObj(line -> Records.row(line, "q" + line + "?")).toList();
  }

  private static List<Trial> trials(EvaluationPlan plan, List<Row> rows) {
    List<Trial> trials = new ArrayList<>();
    for (Row row : rows) {
      for (PlannedExperiment planned : plan.experimentsOn(row.dataset())) {
        if (plan.uses(planned, row)) {
          trials.add(new Trial(planned.experiment().name(), row, null));
        }
      }
    }
    return trials;
  }

  private static Evaluated evaluate(EvaluationPlan plan, List<Trial> trials) {
    record Running(Gathered<TrialAnswer> answered, Gathered<Observation> judged) {}
    Running running =
        TestPipelines.run(
            pipeline -> {
              PCollectionTuple evaluated =
                  pipeline.apply(Create.of(trials)).apply(EvaluateTrials.of(plan, SHARDS));
              return new Running(
                  Gathered.from(evaluated.get(EvaluateTrials.ANSWERS)),
                  Gathered.from(evaluated.get(EvaluateTrials.JUDGED)));
            });
    return new Evaluated(running.answered().elements(), running.judged().elements());
  }
}
