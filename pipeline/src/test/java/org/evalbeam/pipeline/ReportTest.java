package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.evalbeam.pipeline.Front.Spoiled;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of whole runs, read as the file that it is; how it acts is tested in a browser. */
class ReportTest {

  /** Texts that want to be more than text. */
  private static final List<String> HOSTILE =
      List.of(
          "</script><script>document.title='owned'</script>",
          "<!-- <script> --><img src=x onerror=\"document.title='owned'\">",
          "{{7*7}} ${7*7} #{7*7} {% raw %} @if(true)",
          "abc\u202Egnp.exe\u2066\u0007\u001b[31m\0\u2028z",
          "👩‍👩‍👧‍👦 naïve 漢字 עברית 🇫🇷",
          "'\"&amp;&lt;b&gt;</style></title>",
          "x".repeat(1 << 20));

  private static final String TWO_VARIANTS =
      """
      {'name': 'two', 'readme': 'Of two.', 'experiments': [
        {'name': 'right', 'dataset': $ROWS, 'metrics': ['qcm_exactness', 'output_length'],
          'model': {'aliased_name': 'right', 'output': [$RIGHT]}},
        {'name': 'wrong', 'dataset': $ROWS, 'metrics': ['qcm_exactness', 'output_length'],
          'model': {'aliased_name': '$WRONG_NAME', 'output': [$WRONG]}}]}
      """;

  @Test
  void theBestIsNamedAndTheSectionsStandInOrder(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    run(bench, twoVariants("B", "<b>wrong</b>", 12));
    ReportPage page = ReportPage.in(bench.output());

    assertThat(page.all("<section id=\"([a-z]+)\""))
        .containsExactly(
            "best", "charts", "comparisons", "failures", "costs", "experiments", "rows");
    assertThat(page.all("<li class=\"verdict ([a-z]+)\">")).containsExactly("clear");
    assertThat(page.all("class=\"winner\"[^>]*>([^<]*)<")).containsExactly("right");
    assertThat(page.all("class=\"worst\">Worst: <bdi>([^<]*)<"))
        .containsExactly("&lt;b&gt;wrong&lt;/b&gt;, 0.000");
    assertThat(page.all("<td class=\"(better|worse)\"")).containsExactly("better", "worse");
    assertThat(page.markup()).contains("Of two.").doesNotContain("<b>wrong");
    JsonNode data = page.data();
    assertThat(data.path("trials")).hasSize(24);
    assertThat(data.path("trials").get(0).path("v").intValue()).as("worst first").isEqualTo(1);
    assertThat(data.path("sources").get(0).path("expected").textValue()).isEqualTo("A");
    assertThat(data.path("sources")).as("a text is there once").hasSize(12);
  }

  @Test
  void whatIsEqualIsSaidToBe(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    run(bench, twoVariants("A", "other", 12));
    ReportPage page = ReportPage.in(bench.output());

    assertThat(page.all("<li class=\"verdict ([a-z]+)\">")).containsExactly("tied");
    assertThat(page.all("class=\"winner\"[^>]*>([^<]*)<")).containsExactly("other, right");
    assertThat(page.all("<td class=\"(better|worse)\"")).isEmpty();
  }

  @Test
  void whoeverIsBetterOnTheRowsThatBothScoredIsNotCalledWorst(@TempDir Path folder)
      throws Exception {
    Bench bench = new Bench(folder);
    String spec =
        TWO_VARIANTS
            .replace("$ROWS", rows(100))
            .replace("'name': 'right',", "'name': 'right', 'sample': " + firstRows(40) + ",")
            .replace("$RIGHT", times(30, "A") + ", " + times(10, "B"))
            .replace("$WRONG_NAME", "steady")
            .replace("$WRONG", times(40, "A") + ", " + times(60, "B"));
    run(bench, spec);
    ReportPage page = ReportPage.in(bench.output());

    assertThat(page.all("<li class=\"verdict ([a-z]+)\">")).containsExactly("reversed");
    assertThat(page.all("class=\"winner\"[^>]*>([^<]*)<")).containsExactly("right");
    assertThat(page.all("class=\"sure\">.*</span> ([^<]*)<"))
        .containsExactly("steady is better than right on the 40 rows that both scored.");
    assertThat(page.all("class=\"worst\">Worst: <bdi>([^<]*)<")).isEmpty();
    assertThat(page.all("<span class=\"mark\">([^<]*)<")).containsExactly("best", "better");
    assertThat(page.all("<td class=\"(?:better|worse)\" title=\"([^;]*);"))
        .containsExactly("right is worse than steady", "steady is better than right");
  }

  @Test
  void energyIsTheSumOfItsScoresWhereARepeatIsMissing(@TempDir Path folder) throws Exception {
    String reply =
        "{'choices': [{'message': {'content': 'yes'}}], 'usage': {'completion_tokens': %d}}";
    String brief = reply.replace('\'', '"').formatted(10);
    String lengthy = reply.replace('\'', '"').formatted(1_000);
    AtomicInteger shortCalls = new AtomicInteger();
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            """
            {'name': 'energy', 'cv': {
              'common_params': {
                'dataset': {'name': 'two', 'df': [{'query': 'short'}, {'query': 'long'}]},
                'metrics': ['energy_consumption']},
              'grid_params': {'model': [{'name': 'm-8B', 'base_url': 'http://one.invalid'}]},
              'repeat': 2}}
            """);
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build());
        Front front =
            Front.of(
                endpoint,
                (asked, call) ->
                    asked.message().equals("long")
                        ? new Spoiled(200, lengthy)
                        : shortCalls.incrementAndGet() == 1
                            ? new Spoiled(400, "{}")
                            : new Spoiled(200, brief))) {
      Program.Ended ended =
          bench.run(spec, bench.everythingTo(front.baseUrl()), "--max-failure-rate=0.5");
      assertThat(ended.code()).as(ended.err()).isZero();
    }
    double sum;
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.column("select count(score) from observations")).containsExactly(3L);
      sum = (double) tables.column("select sum(score) from observations").get(0);
    }

    assertThat(sum).isBetween(0.0, 0.001);
    assertThat(ReportPage.in(bench.output()).all("(?s)<section id=\"costs\"(.*?)</tbody>"))
        .singleElement()
        .asString()
        .contains(">" + String.format(Locale.ROOT, "%.2e", sum).replace('-', '−') + "<");
  }

  @Test
  void nothingRunsButWhatThePolicyNames(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    run(bench, twoVariants("B", "wrong", 3));
    ReportPage page = ReportPage.in(bench.output());

    List<String> sources = new ArrayList<>();
    for (String script : page.scripts()) {
      sources.add(hash(script));
    }
    assertThat(sources).hasSize(6);
    assertThat(page.policy())
        .isEqualTo(
            "default-src 'none'; script-src "
                + String.join(" ", sources)
                + "; style-src "
                + hash(page.style())
                + "; img-src data:; base-uri 'none'; form-action 'none'");
    assertThat(page.all("(?:src|href|action)=\"(?!#|data:)([^\"]*)\"")).as("fetches").isEmpty();
    assertThat(page.all("(<[^>]* (?:on[a-z]+|style)=\"[^>]*>)")).as("code in markup").isEmpty();
    assertThat(page.scripts()).noneMatch(script -> script.contains("sourceMappingURL"));
  }

  @Test
  void hostileTextsAreTexts(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder);
        Front front =
            Front.of(
                rehearsal.endpoint(),
                (asked, call) ->
                    asked.model().equals("m")
                        ? Spoiled.ok(HOSTILE.get(Integer.parseInt(asked.message())))
                        : Spoiled.ok("</script><script>judge()</script>"))) {
      rehearsal.sendTo(front.baseUrl());
      String rows =
          IntStream.range(0, HOSTILE.size())
              .mapToObj("{'query': '%d', 'output_true': '<script>x</script>'}"::formatted)
              .collect(Collectors.joining(", "));
      rehearsal.run(rehearsal.setOn(rows, "'judge_exactness', 'output_length'"));
    }
    ReportPage page = ReportPage.in(new Bench(folder).output());

    assertThat(page.scripts()).as("ours").hasSize(6);
    assertThat(page.html().length()).as("chars").isLessThan(1_200_000);
    JsonNode data = page.data();
    List<String> answers = new ArrayList<>();
    for (JsonNode trial : data.path("trials")) {
      int line = data.path("sources").get(trial.path("s").intValue()).path("line").intValue();
      String answer = trial.path("answer").textValue();
      answers.add(line + " " + answer.substring(0, Math.min(100, answer.length())));
      assertThat(trial.path("answerLength").intValue()).isEqualTo(line == 6 ? 1 << 20 : 0);
      assertThat(trial.path("scores").get(0).path("text").textValue())
          .isEqualTo("</script><script>judge()</script>");
    }
    List<String> expected = new ArrayList<>();
    for (int line = 0; line < HOSTILE.size(); line++) {
      String text = HOSTILE.get(line);
      expected.add(line + " " + text.substring(0, Math.min(100, text.length())));
    }
    expected.set(3, "3 abc⟨U+202E⟩gnp.exe⟨U+2066⟩⟨U+0007⟩⟨U+001B⟩[31m⟨U+0000⟩⟨U+2028⟩z");
    assertThat(answers).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(page.html()).doesNotContain("<script>judge", "<script>x<", "\u202E");
  }

  @Test
  void theTablesAloneGiveTheSameReport(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    run(bench, twoVariants("B", "wrong", 3));
    Path report = bench.output().resolve("report.html");
    byte[] first = Files.readAllBytes(report);
    Files.delete(report);
    Program.Ended again = Program.run("report", "--output=" + bench.output());

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("report.html");
    assertThat(Files.readAllBytes(report)).isEqualTo(first);
  }

  @Test
  void aFolderWithoutASetIsToldApart(@TempDir Path folder) {
    Program.Ended ended = Program.run("report", "--output=" + folder);

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("--output", folder.toString(), "manifest.json");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tablesOfAnotherVersionAreToldApart(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    run(bench, twoVariants("B", "wrong", 3));
    Path part = bench.output().resolve("answers/part-00000-of-00001.parquet");
    Files.copy(
        bench.output().resolve("summary/part-00000-of-00001.parquet"),
        part.resolveSibling("z.parquet"));
    Program.Ended odd = Program.run("report", "--output=" + bench.output());
    Files.delete(part.resolveSibling("z.parquet"));
    Files.delete(bench.output().resolve("comparisons/part-00000-of-00001.parquet"));
    Program.Ended old = Program.run("report", "--output=" + bench.output());

    assertThat(List.of(odd.code(), old.code())).containsOnly(ExitCode.USAGE);
    assertThat(odd.err()).contains("the table answers has no column", "run the set again");
    assertThat(old.err()).contains("there is no table comparisons", "run the set again");
  }

  private static void run(Bench bench, String spec) throws Exception {
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      Program.Ended ended = bench.run(bench.spec(spec), endpoint);
      assertThat(ended.code()).as(ended.err()).isZero();
    }
  }

  private static String twoVariants(String wrong, String name, int rows) {
    return TWO_VARIANTS
        .replace("$ROWS", rows(rows))
        .replace("$RIGHT", times(rows, "A"))
        .replace("$WRONG_NAME", name)
        .replace("$WRONG", times(rows, wrong));
  }

  private static String rows(int count) {
    return "{'name': 'rows', 'df': ["
        + IntStream.range(0, count)
            .mapToObj("{'query': 'q%d', 'output_true': 'A'}"::formatted)
            .collect(Collectors.joining(", "))
        + "]}";
  }

  private static String firstRows(int count) {
    return IntStream.range(0, count).boxed().toList().toString();
  }

  private static String times(int count, String answer) {
    return String.join(", ", Collections.nCopies(count, "'" + answer + "'"));
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}
