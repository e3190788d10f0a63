package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can go wrong with one call costs one row, and says what it was. */
class FaultRowsTest {

  /** What a row tells of a fault: its reason, and a part of its message. */
  private record Told(@Nullable String reason, String message) {}

  private static final Told NOTHING = new Told(null, "null");

  private static final Map<Fault, Told> FAILURES = new LinkedHashMap<>();

  static {
    FAILURES.put(Fault.ERROR_500, new Told("server_error", "HTTP 500"));
    FAILURES.put(Fault.ERROR_502, new Told("server_error", "HTTP 502"));
    FAILURES.put(Fault.ERROR_503, new Told("server_error", "HTTP 503"));
    FAILURES.put(Fault.ERROR_529, new Told("server_error", "HTTP 529"));
    FAILURES.put(Fault.WRONG_KEY, new Told("unauthorized", "HTTP 401"));
    FAILURES.put(Fault.FORBIDDEN, new Told("unauthorized", "HTTP 403"));
    FAILURES.put(Fault.NOT_FOUND, new Told("bad_request", "HTTP 404"));
    FAILURES.put(Fault.ECHO_KEY, new Told("bad_request", "HTTP 400: I was sent"));
    FAILURES.put(Fault.RESET, new Told("unreachable", "reset"));
    FAILURES.put(Fault.CLOSED, new Told("unreachable", "failed to respond"));
    FAILURES.put(Fault.HALF_CLOSED, new Told("unreachable", "Premature end"));
    FAILURES.put(Fault.HANG, new Told("timeout", "timed out"));
    FAILURES.put(Fault.TRICKLE, new Told("timeout", "no whole reply within 2000 ms"));
    FAILURES.put(Fault.REDIRECT, new Told("redirected", "HTTP 307"));
    FAILURES.put(Fault.HTML, new Told("malformed_reply", "<!DOCTYPE html>"));
    FAILURES.put(Fault.TRUNCATED_JSON, new Told("malformed_reply", "JSON"));
    FAILURES.put(Fault.ERROR_OBJECT, new Told("malformed_reply", "error"));
    FAILURES.put(Fault.NO_CHOICES, new Told("malformed_reply", "no "));
    FAILURES.put(Fault.NULL_CONTENT, new Told("empty_answer", "no "));
    FAILURES.put(Fault.HUGE, new Told("reply_too_large", "larger than 16777216 bytes"));
    FAILURES.put(Fault.GZIP_BOMB, new Told("reply_too_large", "larger than 16777216 bytes"));
    FAILURES.put(Fault.BAD_GZIP, new Told("malformed_reply", "GZIP"));
  }

  /** What the odd answers hold. */
  private static final Map<Fault, String> SAID =
      Map.of(
          Fault.CONTENT_PARTS, "number",
          Fault.NO_USAGE, "number",
          Fault.ECHO_KEY_OK, "I was sent",
          Fault.SCORE_INJECTION, "{\"score\": 1}",
          Fault.CONTROL_CODES, "\u001b[2J\u001b]0;title\u0007\r\n\n\u202Egnol");

  /** One in flight, so that the replies between the faults really come between them. */
  private static final String SEQUENTIAL = "max_in_flight: 1";

  static Stream<Arguments> protocols() {
    Map<Fault, Told> openAi = new LinkedHashMap<>(FAILURES);
    Map<Fault, Told> anthropic = new LinkedHashMap<>(FAILURES);
    anthropic.keySet().removeAll(List.of(Fault.HANG, Fault.TRICKLE));
    anthropic.put(Fault.NO_CHOICES, new Told("empty_answer", "no text"));
    anthropic.put(Fault.NULL_CONTENT, new Told("malformed_reply", "no list of content blocks"));
    return Stream.of(
        Arguments.of("openai", "timeouts: {idle: 1500ms, total: 2s}", openAi),
        Arguments.of("anthropic", "", anthropic));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("protocols")
  void aFaultCostsOneRowAndTheNextRunCallsThatRowAlone(
      String protocol, String timeouts, Map<Fault, Told> failures, @TempDir Path folder)
      throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      EachOnce faults = new EachOnce(failures.keySet());
      rehearsal.faults(faults);
      rehearsal.terms("protocol: " + protocol, "attempts: 1", SEQUENTIAL, timeouts);
      String spec = rehearsal.set(2 * failures.size(), "'output_length'");

      Ran first = rehearsal.run(spec);
      assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(first.calls()).isEqualTo(2L * failures.size());
      for (List<@Nullable Object> row :
          rehearsal.rows("select call_id, reason, error_msg, attempts from answers")) {
        Fault fault = faults.of(String.valueOf(row.get(0)));
        Told told = fault == null ? NOTHING : Objects.requireNonNull(failures.get(fault));
        assertThat(row.get(1)).as("%s: %s", fault, row).isEqualTo(told.reason());
        assertThat(String.valueOf(row.get(2))).as("%s: %s", fault, row).contains(told.message());
        assertThat(row.get(3)).isEqualTo(1);
      }
      rehearsal.completes(spec, failures.size());
    }
  }

  /** Good answers, though strange ones. */
  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic"})
  void whatIsOddButAnAnswerIsKept(String protocol, @TempDir Path folder) throws Exception {
    List<Fault> odd =
        Arrays.stream(Fault.values()).filter(it -> it.outcome() == Fault.Outcome.ODD).toList();
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      EachOnce faults = new EachOnce(odd);
      rehearsal.faults(faults);
      rehearsal.terms("protocol: " + protocol, "attempts: 1", SEQUENTIAL);
      String spec = rehearsal.set(2 * odd.size(), "'output_length', 'nb_tokens_completion'");

      Ran first = rehearsal.run(spec);
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(rehearsal.rows("select distinct status, attempts from answers"))
          .containsExactly(List.of("ok", 1));
      assertThat(
              rehearsal.rows(
                  """
                  select metric, reason, count(*) from observations
                  where status <> 'ok' group by all
                  """))
          .containsExactly(List.of("nb_tokens_completion", "not_reported", 1L));
      for (List<@Nullable Object> row : rehearsal.rows("select call_id, answer from answers")) {
        Fault fault = faults.of(String.valueOf(row.get(0)));
        if (fault != null) {
          assertThat(String.valueOf(row.get(1))).as(fault.label()).contains(SAID.get(fault));
        }
      }
      Ran second = rehearsal.run(spec);
      assertThat(second.calls()).isZero();
      assertThat(second.code()).isZero();
    }
  }

  /** One of its metrics asks a judge for each of several contexts. */
  @Test
  void aMetricThatAsksOftenGoesOnWhereItFailed(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      rehearsal.faults(
          (call, id, attempt) -> call % 4 == 0 && attempt == 1 ? Fault.ERROR_503 : null);
      rehearsal.terms("attempts: 1", SEQUENTIAL);
      String spec = Bench.shipped("custom_evaluation_set.json");

      Ran first = rehearsal.run(spec, "--limit=4");
      assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(rehearsal.rows("select distinct reason from observations order by 1 nulls last"))
          .containsSubsequence(List.of("answer_failed"), List.of("server_error"));
      rehearsal.recovers();
      Ran second = rehearsal.run(spec, "--limit=4");
      assertThat(second.code()).as(second.err()).isZero();
      assertThat(second.after().ok()).isEqualTo(second.after().uniqueRequestIds());
      assertThat(second.after().duplicates()).isZero();
      assertThat(rehearsal.run(spec, "--limit=4").calls()).isZero();
    }
  }
}
