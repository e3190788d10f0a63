package org.evalbeam.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Comparison;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.evalbeam.data.Summary;
import org.evalbeam.pipeline.output.ExperimentRow;
import org.evalbeam.pipeline.output.LargeTable;
import org.evalbeam.pipeline.output.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reports of runs that are too large for a page. They stay where {@code evalbeam.reports} says, for
 * the browser to open.
 */
@Tag("report")
class LargeReportTest {

  private static final Path REPORTS =
      Path.of(System.getProperty("evalbeam.reports", "target/reports"));

  private static final String METRIC = "right";

  private static final MadeUp<ExperimentRow> EXPERIMENTS = MadeUp.of(ExperimentRow.class);
  private static final MadeUp<Summary> SUMMARIES = MadeUp.of(Summary.class);
  private static final MadeUp<Comparison> COMPARISONS = MadeUp.of(Comparison.class);
  private static final MadeUp<Answer> ANSWERS = MadeUp.of(Answer.class);
  private static final MadeUp<Observation> OBSERVATIONS = MadeUp.of(Observation.class);

  @Test
  void aHundredThousandTrialsOfLongTextsAreAtMost20MB() throws Exception {
    Path report = report("long", 20, 5_000, 6_000);

    assertThat(Files.size(report)).isBetween(5_000_000L, 20_000_000L);
  }

  @Test
  void aMillionTrialsFitIntoAPage() throws Exception {
    Path report = report("wide", 200, 5_000, 80);

    assertThat(Files.size(report)).isLessThan(20_000_000L);
    assertThat(Files.readString(report)).contains("5,000 of 1,000,000 trials");
  }

  private static Path report(String name, int experiments, int rows, int chars) throws Exception {
    Path folder = REPORTS.resolve(name);
    Files.createDirectories(folder);
    List<String> names =
        IntStream.range(0, experiments).mapToObj("variant-%03d"::formatted).toList();
    LargeTable.write(Table.EXPERIMENTS, folder, names.stream().map(LargeReportTest::experiment));
    LargeTable.write(Table.SUMMARY, folder, names.stream().map(v -> summary(v, rows)));
    LargeTable.write(
        Table.COMPARISONS,
        folder,
        names.stream()
            .flatMap(a -> names.stream().filter(b -> a.compareTo(b) < 0).map(b -> compared(a, b))));
    LargeTable.write(Table.JUDGE_AGREEMENT, folder, Stream.of());
    LargeTable.write(Table.PREFERENCES, folder, Stream.of());
    LargeTable.write(Table.WIN_RATES, folder, Stream.of());
    Random random = new Random(7);
    String text =
        "The answer is not what was expected. ".repeat(1 + chars / 37).substring(0, chars);
    LargeTable.write(
        Table.ANSWERS,
        folder,
        names.stream()
            .flatMap(v -> IntStream.range(0, rows).mapToObj(line -> answer(v, line, text))));
    LargeTable.write(
        Table.OBSERVATIONS,
        folder,
        names.stream()
            .flatMap(
                v ->
                    IntStream.range(0, rows)
                        .mapToObj(line -> observation(v, line, random.nextInt(3) == 0 ? 0 : 1))));
    Files.writeString(folder.resolve("manifest.json"), manifest(name, experiments, rows));
    ReportFile.write(folder.toString());
    return folder.resolve("report.html");
  }

  private static String manifest(String name, int experiments, int rows) {
    ObjectNode manifest = new JsonMapper().createObjectNode();
    manifest.put("name", name).put("finished", "2026-11-26T00:00:00Z").put("runner", "none");
    manifest
        .putObject("counts")
        .put("experiments", experiments)
        .put("trials", experiments * rows)
        .put("observations_ok", experiments * rows);
    manifest
        .putObject("metrics")
        .putObject(METRIC)
        .put("name", METRIC)
        .put("kind", "text")
        .put("min", 0)
        .put("max", 1)
        .put("direction", "up");
    return manifest.toString();
  }

  private static double mean(String variant) {
    return 0.5 + (variant.hashCode() & 255) / 1024.0;
  }

  private static ExperimentRow experiment(String variant) {
    return EXPERIMENTS.row(
        Map.of(
            "experiment",
            variant,
            "variant",
            variant,
            "dataset",
            "d",
            "model",
            variant,
            "samplingParams",
            "{}",
            "extraParams",
            "{}",
            "metrics",
            List.of(METRIC)));
  }

  private static Summary summary(String variant, int rows) {
    double mean = mean(variant);
    return SUMMARIES.row(
        Map.ofEntries(
            Map.entry("dataset", "d"),
            Map.entry("variant", variant),
            Map.entry("metric", METRIC),
            Map.entry("metricName", METRIC),
            Map.entry("mean", mean),
            Map.entry("rowMean", mean),
            Map.entry("intervalLow", mean - 0.02),
            Map.entry("intervalHigh", mean + 0.02),
            Map.entry("repeatMeans", List.of(mean)),
            Map.entry("support", (long) rows),
            Map.entry("answers", (long) rows),
            Map.entry("latencyP50", mean),
            Map.entry("min", 0.0),
            Map.entry("max", 1.0)));
  }

  private static Comparison compared(String a, String b) {
    double difference = mean(a) - mean(b);
    Map<String, Object> set =
        Map.of(
            "dataset",
            "d",
            "metric",
            METRIC,
            "variantA",
            a,
            "variantB",
            b,
            "direction",
            "up",
            "family",
            "quality",
            "difference",
            difference,
            "pHolm",
            0.2);
    return COMPARISONS.row(set);
  }

  private static Answer answer(String variant, int line, String text) {
    return ANSWERS.row(
        Map.of(
            "experiment",
            variant,
            "variant",
            variant,
            "dataset",
            "d",
            "numLine",
            line,
            "query",
            "Question " + line + ": " + text,
            "outputTrue",
            text,
            "answer",
            variant + " says: " + text,
            "status",
            Status.OK));
  }

  private static Observation observation(String variant, int line, double score) {
    return OBSERVATIONS.row(
        Map.of(
            "experiment",
            variant,
            "variant",
            variant,
            "dataset",
            "d",
            "numLine",
            line,
            "metric",
            METRIC,
            "metricName",
            METRIC,
            "score",
            score,
            "status",
            Status.OK));
  }
}
