package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalbeam.flow.Evaluated.JUDGE;
import static org.evalbeam.flow.Evaluated.asking;
import static org.evalbeam.flow.Evaluated.echoOrApprove;
import static org.evalbeam.flow.Evaluated.evaluate;
import static org.evalbeam.flow.Evaluated.evaluateSupplied;
import static org.evalbeam.flow.Evaluated.rows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.evalbeam.data.Answer;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Observation;
import org.evalbeam.data.ReplySource;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The calling step through real pipelines, against a real server on loopback. */
class EvaluateTrialsTest {

  @Test
  void everyTrialGetsItsAnswerAndItsJudgements() {
    try (FakeEndpoint server = FakeEndpoint.replying(Evaluated::echoOrApprove)) {
      Endpoint judge = server.model(JUDGE, 4);
      EvaluationPlan plan =
          Experiments.plan(
              asking("judged", server, "a").judgedBy(judge).metrics("judge_exactness"),
              asking("unjudged", server, "b").metrics("output_length"),
              asking("judged twice", server, "b")
                  .repeat(1)
                  .judgedBy(judge)
                  .metrics("judge_exactness", "output_length", "judge_notator"));
      Evaluated evaluated = evaluate(plan, rows(20));

      assertThat(evaluated.trials())
          .extracting(EvaluatedTrial::trial)
          .containsExactlyInAnyOrderElementsOf(
              rows(20).stream()
                  .flatMap(
                      row ->
                          Stream.of("judged", "unjudged", "judged twice")
                              .map(experiment -> new Trial(experiment, row, null)))
                  .toList());
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
    try (FakeEndpoint server = FakeEndpoint.replying(Evaluated::echoOrApprove)) {
      EvaluationPlan plan =
          Experiments.plan(
              asking("all", server, "m"),
              asking("even", server, "m").sample(0, 2, 4, 6, 8),
              asking("few", server, "m").sample(0, 1),
              asking("another repeat", server, "m").repeat(1).sample(0));

      Evaluated evaluated = evaluate(plan, rows(10));

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
    try (FakeEndpoint server = FakeEndpoint.replying(Evaluated::echoOrApprove)) {
      EvaluationPlan plan =
          Experiments.plan(
              asking("none", server, "m"),
              asking("empty", server, "m").asking(Experiments.model("m", "", Map.of())));

      evaluate(plan, rows(10));

      assertThat(server.asked()).hasSize(10);
    }
  }

  @Test
  void doubledRowsStaySeparateSamples() {
    try (FakeEndpoint server = FakeEndpoint.replying(Evaluated::echoOrApprove)) {
      EvaluationPlan plan = Experiments.plan(asking("e", server, "m"));
      Row first = Records.row(0, "q");
      Row second = new Row(Records.DATASET, 1, 1, null, first.columns());

      Evaluated evaluated = evaluate(plan, List.of(first, second));

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

      Evaluated evaluated = evaluate(plan, rows(12));

      assertThat(evaluated.judged()).extracting(Observation::status).containsOnly(Status.OK);
      assertThat(server.mostInFlight("a")).isEqualTo(3);
      assertThat(server.mostInFlight("b")).isEqualTo(4);
      assertThat(server.mostInFlight(JUDGE)).isEqualTo(2);
      assertThat(server.asked()).hasSize(12 * 4);
    }
  }

  @Test
  void suppliedOutputsAreAnswersWithoutACallButAreJudged() {
    try (FakeEndpoint server = FakeEndpoint.replying(Evaluated::echoOrApprove)) {
      EvaluationPlan plan =
          Experiments.plan(
              Experiments.named("e")
                  .supplied()
                  .judgedBy(server.model(JUDGE, 2))
                  .metrics("judge_exactness"));
      SuppliedOutput output =
          new SuppliedOutput("mine", "hm", 2.5, 8L, 9L, 1L, List.of("c"), List.of("r"));

      Evaluated evaluated =
          evaluateSupplied(
              plan,
              List.of(
                  new DatasetRow(Records.row(0, "q0"), Map.of("v", output)),
                  new DatasetRow(Records.row(1, "q1"), Map.of("v", Records.supplied(null))),
                  new DatasetRow(Records.row(2, "q2"), Map.of())));

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
  void resultsOfBundlesAndOfTheirEndsBearTheSameTimestamp() {
    try (FakeEndpoint server = FakeEndpoint.replying(Evaluated::echoOrApprove)) {
      EvaluationPlan plan =
          Experiments.plan(
              asking("e", server.model("m", 1))
                  .judgedBy(server.model(JUDGE, 1))
                  .metrics("judge_exactness"));

      List<Long> timestamps =
          TestPipelines.output(
              pipeline ->
                  pipeline
                      .apply(
                          Batches.of(
                              DatasetRow.class,
                              rows(60).stream().map(row -> new DatasetRow(row, Map.of())).toList()))
                      .apply(EvaluateTrials.of(plan, 1))
                      .apply(Reify.timestamps())
                      .apply(
                          MapElements.into(TypeDescriptors.longs())
                              .via(answer -> answer.getTimestamp().getMillis())));

      assertThat(timestamps).isNotEmpty().containsOnly(timestamps.get(0));
    }
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
}
