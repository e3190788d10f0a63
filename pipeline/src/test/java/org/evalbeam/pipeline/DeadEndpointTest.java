package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint that is dead fails once, not once for each row, and its return completes the set. */
class DeadEndpointTest {

  private static final int IN_FLIGHT = 4;
  private static final String GIVEN_UP = "not called, the endpoint was given up";

  @ParameterizedTest
  @CsvSource({
    "ERROR_500, openai,    server_error, 5, 40",
    "ERROR_529, anthropic, server_error, 5, 40",
    "RESET,     openai,    unreachable,  5, 40",
    "HANG,      openai,    timeout,      5, 40",
    "REDIRECT,  openai,    redirected,   3, 40",
    "WRONG_KEY, openai,    unauthorized, 3, 2000",
    "NO_CREDIT, openai,    no_credit,    1, 40",
    "NO_CREDIT, anthropic, no_credit,    1, 40",
  })
  void afterAFewCallsTheRestFailsAtOnceAndTheNextRunCompletesTheSet(
      Fault fault, String protocol, String reason, int proof, int rows, @TempDir Path folder)
      throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      rehearsal.always(fault);
      rehearsal.terms(
          "protocol: " + protocol,
          "attempts: 1",
          "max_in_flight: " + IN_FLIGHT,
          fault == Fault.HANG ? "timeouts: {idle: 100ms}" : "");
      String spec = rehearsal.set(rows, "'output_length', 'judge_exactness'");

      Ran dead = rehearsal.run(spec);
      assertThat(dead.code()).as(dead.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(dead.calls()).isBetween((long) proof, (long) proof + IN_FLIGHT - 1);
      isGivenUp(rehearsal, reason, dead.calls());

      rehearsal.terms("protocol: " + protocol);
      rehearsal.completes(spec, 2L * rows);
    }
  }

  @Test
  void aServerThatIsNotThereIsGivenUp(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      rehearsal.sendTo("http://127.0.0.1:" + freePort() + "/v1");
      rehearsal.terms("attempts: 1", "max_in_flight: " + IN_FLIGHT);
      String spec = rehearsal.set(40, "'output_length', 'judge_exactness'");

      Ran dead = rehearsal.run(spec);
      assertThat(dead.code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(rehearsal.rows("select any_value(error_msg) from answers where attempts = 1"))
          .first()
          .asString()
          .contains("refused");
      try (DuckDb tables = rehearsal.tables()) {
        isGivenUp(rehearsal, "unreachable", tables.number("select sum(attempts) from answers"));
      }
      rehearsal.sendTo(rehearsal.endpoint().baseUrl());
      rehearsal.completes(spec, 80);
    }
  }

  @Test
  void refusalsWithoutEndAreBorneForAsLongAsTheCatalogSays(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      rehearsal.always(Fault.RATE_LIMITED_SILENT);
      rehearsal.terms("max_in_flight: " + IN_FLIGHT, "retry_for: 1s");
      String spec = rehearsal.set(40, "'output_length'");

      Ran dead = rehearsal.run(spec);
      assertThat(dead.code()).as(dead.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(dead.calls()).isBetween(2L, 3L * IN_FLIGHT);
      assertThat(rehearsal.rows("select distinct status, reason from answers"))
          .containsExactly(List.of("failed", "rate_limited"));
      assertThat(rehearsal.rows("select distinct error_msg from answers").toString())
          .startsWith("[[" + GIVEN_UP)
          .contains("HTTP 429");
      rehearsal.completes(spec, 40);
    }
  }

  /** The model goes on where it is the judge that is dead. */
  @Test
  void aDeadJudgeLeavesTheAnswers(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder);
        Front front =
            Front.of(
                rehearsal.endpoint(),
                (asked, call) -> asked.model().equals("j") ? new Front.Spoiled(503, "") : null)) {
      rehearsal.terms("attempts: 1", "max_in_flight: " + IN_FLIGHT);
      rehearsal.sendTo(front.baseUrl());
      String spec = rehearsal.set(40, "'output_length', 'judge_exactness'");

      Ran dead = rehearsal.run(spec);
      assertThat(dead.code()).as(dead.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(dead.calls("m")).isEqualTo(40);
      assertThat(
              rehearsal.rows(
                  """
                  select metric, status, reason, count(*) from observations group by all order by 1
                  """))
          .containsExactly(
              List.of("judge_exactness", "failed", "server_error", 40L),
              Arrays.asList("output_length", "ok", null, 40L));
      try (DuckDb tables = rehearsal.tables()) {
        assertThat(tables.number("select sum(judge_attempts) from observations"))
            .isBetween(5L, 5L + IN_FLIGHT - 1);
      }
      rehearsal.sendTo(rehearsal.endpoint().baseUrl());
      rehearsal.completes(spec, 40);
    }
  }

  @Test
  void aDeadEndpointLeavesTheOthersAlone(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String entry =
          """
            $NAME:
              base_url: http://$NAME.invalid
              send_to: $URL
              api_key: $KEY
              attempts: 1
              max_in_flight: 4
          """
              .replace("$KEY", Canary.reference(rehearsal.bench()));
      String alive = entry.replace("$NAME", "one").replace("$URL", rehearsal.endpoint().baseUrl());
      String dead =
          entry.replace("$NAME", "two").replace("$URL", "http://127.0.0.1:" + freePort() + "/v1");
      rehearsal.catalog("endpoints:\n" + alive + dead);
      String spec =
          rehearsal
              .bench()
              .spec(
                  """
                  {'name': 'two', 'cv': {'common_params': {'metrics': ['output_length'],
                      'dataset': {'name': 'rows', 'df': [%s]}},
                    'grid_params': {'model': [
                      {'name': 'm', 'base_url': 'http://one.invalid'},
                      {'name': 'n', 'base_url': 'http://two.invalid'}]}}}
                  """
                      .formatted(Rehearsal.rows(40)));

      Ran ran = rehearsal.run(spec);
      assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(ran.calls("m")).isEqualTo(40);
      assertThat(
              rehearsal.rows(
                  """
                  select model, status, reason, count(*), sum(attempts) between 5 and 40
                  from answers join experiments using (experiment) group by all order by 1
                  """))
          .containsExactly(
              Arrays.asList("m", "ok", null, 40L, true),
              Arrays.asList("n", "failed", "unreachable", 40L, true));
    }
  }

  private static void isGivenUp(Rehearsal rehearsal, String reason, long calls) throws Exception {
    try (DuckDb tables = rehearsal.tables()) {
      assertThat(tables.column("select distinct status || ' ' || reason from answers"))
          .containsExactly("failed " + reason);
      assertThat(tables.number("select sum(attempts) from answers")).isEqualTo(calls);
      assertThat(
              tables.number(
                  """
                  select count(*) from answers where (attempts = 0) <> starts_with(error_msg, '%s')
                  """
                      .formatted(GIVEN_UP)))
          .as("rows that were not called say why")
          .isZero();
      assertThat(tables.number("select count(*) from answers where attempts = 0")).isPositive();
      assertThat(tables.column("select distinct reason from observations"))
          .containsExactly("answer_failed");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
