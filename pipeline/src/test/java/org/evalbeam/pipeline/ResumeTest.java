package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A set that is run again calls what is new in it, and {@code plan} knows beforehand what that is.
 */
class ResumeTest {

  private static final Pattern TO_MAKE = Pattern.compile("([\\d,]+) calls to make");

  /** Four rows, twice: 8 answers and 8 judgements. */
  private static final String SPEC =
      """
      {'name': 'grown', 'cv': {
        'common_params': {'dataset': $ROWS, 'metrics': $METRICS,
          'judge_model': {'name': 'j', 'base_url': 'http://two.invalid'},
          'model': {'sampling_params': {'temperature': 0.2, 'top_p': 1}}},
        'grid_params': {'model': $MODELS}, 'repeat': 2}}
      """;

  private static final String MODEL = "{'name': 'm', 'base_url': 'http://one.invalid'}";
  private static final String ROWS = "{'name': 'rows', 'df': [" + Rehearsal.rows(4) + "]}";
  private static final String METRICS =
      "['output_length', {'name': 'judge_adhoc', 'params': {'min': 0, 'max': 1, 'prompt':"
          + " 'Rate {{output}} by {{output_true}}.\\n{\\\"score\\\": <0 or 1>}'}}]";

  /** The output folder of a finished run. */
  private static Path finished = Path.of(".");

  @BeforeAll
  static void finish(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      Ran ran = rehearsal.run(spec(rehearsal, SPEC));
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls("m")).isEqualTo(8);
      assertThat(ran.calls("j")).isEqualTo(8);
      finished = rehearsal.bench().output();
    }
  }

  private static String spec(Rehearsal rehearsal, String spec) {
    return rehearsal
        .bench()
        .spec(
            spec.replace("$ROWS", ROWS)
                .replace("$METRICS", METRICS)
                .replace("$MODELS", "[" + MODEL + "]"));
  }

  /** What is changed, the spec then, and what it calls: answers and judgements. */
  static Stream<Arguments> changes() {
    String models = "[" + MODEL + ", " + MODEL.replace("'m'", "'n'") + "]";
    String capitals = MODEL.replace("http://one.invalid", "HTTP://One.Invalid/");
    String four = Rehearsal.rows(4);
    String moved = Rehearsal.rows(IntStream.of(2, 0, 3, 1));
    return Stream.of(
        Arguments.of("nothing", SPEC, 0, 0),
        Arguments.of("a readme", SPEC.replace("'cv'", "'readme': 'new', 'cv'"), 0, 0),
        Arguments.of("a model", SPEC.replace("$MODELS", models), 8, 8),
        Arguments.of("a repeat", SPEC.replace("'repeat': 2", "'repeat': 3"), 4, 4),
        Arguments.of("a temperature", SPEC.replace("0.2", "0.3"), 8, 8),
        Arguments.of("how a number is written", SPEC.replace("'top_p': 1", "'top_p': 1.0"), 0, 0),
        Arguments.of("capitals in a URL", SPEC.replace("$MODELS", "[" + capitals + "]"), 0, 0),
        Arguments.of("another metric", metrics("]", ", 'nb_tokens_prompt']"), 0, 0),
        Arguments.of("another judgement", metrics("]", ", 'judge_exactness']"), 0, 8),
        Arguments.of("the judge's prompt", metrics("Rate", "Judge"), 0, 8),
        Arguments.of("the judge", SPEC.replace("'j'", "'k'"), 0, 8),
        Arguments.of("rows at the end", dataset(four, Rehearsal.rows(6)), 4, 4),
        Arguments.of("the order of rows", dataset(four, moved), 0, 0),
        Arguments.of("fewer rows", dataset(four, Rehearsal.rows(3)), 0, 0),
        Arguments.of("a row that is doubled", dataset(four, four + ", " + Rehearsal.rows(1)), 2, 2),
        Arguments.of("the dataset's name", dataset("'rows'", "'renamed'"), 0, 0));
  }

  private static String metrics(String old, String replacement) {
    return SPEC.replace("$METRICS", METRICS.replace(old, replacement));
  }

  private static String dataset(String old, String replacement) {
    return SPEC.replace("$ROWS", ROWS.replace(old, replacement));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void onlyWhatIsNewIsCalledAndThePlanSaysSo(
      String change, String changed, long answers, long judgements, @TempDir Path folder)
      throws Exception {
    copy(finished, folder.resolve("out"));
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String spec = spec(rehearsal, changed);
      long forecast = toMake(rehearsal, spec);

      Ran ran = rehearsal.run(spec);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls("m") + ran.calls("n")).isEqualTo(answers);
      assertThat(ran.calls("j") + ran.calls("k")).isEqualTo(judgements);
      assertThat(forecast).as("calls that the plan foresaw").isEqualTo(ran.calls());
      assertThat(ran.paidAgain()).isZero();
      assertThat(rehearsal.rows("select count(*) from answers where reply_source = 'call'"))
          .containsExactly(List.of(answers));
    }
  }

  @Test
  void equalRowsOfTwoDatasetsAreCalledOnce(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String two =
          SPEC.replace("'dataset': $ROWS, ", "")
              .replace(
                  "'grid_params': {",
                  "'grid_params': {'dataset': [$ROWS, "
                      + ROWS.replace("'rows'", "'others'")
                      + "], ");
      Ran ran = rehearsal.run(spec(rehearsal, two));

      assertThat(ran.calls("m")).isEqualTo(8);
      assertThat(ran.calls("j")).isEqualTo(8);
      assertThat(
              rehearsal.rows("select reply_source, count(*) from answers group by all order by 1"))
          .containsExactly(List.of("call", 8L), List.of("shared", 8L));
    }
  }

  private static long toMake(Rehearsal rehearsal, String spec) {
    Program.Ended plan =
        Program.run(
            "plan",
            "--spec=" + spec,
            "--endpoints=" + rehearsal.catalog(),
            "--output=" + rehearsal.bench().output());
    assertThat(plan.code()).as(plan.err()).isZero();
    Matcher told = TO_MAKE.matcher(plan.out());
    assertThat(told.find()).as(plan.out()).isTrue();
    return Long.parseLong(told.group(1).replace(",", ""));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      tree.forEach(
          path -> {
            try {
              Files.copy(path, to.resolve(from.relativize(path).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
