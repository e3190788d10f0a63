package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.evalbeam.flow.Evaluated.JUDGE;
import static org.evalbeam.flow.Evaluated.asking;
import static org.evalbeam.flow.Evaluated.echoOrApprove;
import static org.evalbeam.flow.Evaluated.evaluate;
import static org.evalbeam.flow.Evaluated.rows;

import java.util.List;
import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong with trials: rows with reasons, and a failed job only where a bug would lose
 * some.
 */
class FailedTrialsTest {

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

      Evaluated evaluated = evaluate(plan, rows(2));

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

      Evaluated evaluated = evaluate(plan, rows(1));

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

      Evaluated evaluated = evaluate(plan, List.of(Records.row(0, null), Records.row(1, " \n")));

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
  void aTaskThatThrowsFailsTheJobInsteadOfLosingRows() {
    try (FakeEndpoint server = FakeEndpoint.replying(asked -> "fine")) {
      EvaluationPlan judgeless =
          Experiments.plan(asking("e", server, "m").metrics("judge_exactness"));

      assertThatThrownBy(() -> evaluate(judgeless, rows(5)))
          .hasStackTraceContaining("a task failed")
          .hasRootCauseMessage("no judge in experiment e");
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

      Evaluated evaluated = evaluate(plan, rows(30));

      assertThat(evaluated.trials()).hasSize(30);
      assertThat(evaluated.judged()).hasSize(4 * 30);
    }
  }
}
