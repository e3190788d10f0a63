package org.evalbeam.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.metric.Judge;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.metric.Subject;
import org.evalbeam.spec.MetricCall;

/** Scores answers by the metrics of the text on one thread, and prints how many a second. */
final class TextScores {

  /** Words of an answer; the expected one differs in every tenth. */
  private static final int WORDS = 100;

  private static final int LONG_WORDS = 2_000;
  private static final int SUBJECTS = 200;
  private static final double SECONDS = 1.5;

  private static final Map<String, String> PARAMS =
      Map.of(
          "regex_match",
          "{\"pattern\": \"w[0-9]+ w99$\"}",
          "json_schema",
          "{\"schema\": {\"type\": \"object\", \"required\": [\"words\"], \"properties\":"
              + " {\"words\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}}}}");

  private static final Judge NOBODY =
      prompt -> {
        throw new IllegalStateException("metrics of the text ask nobody");
      };

  private TextScores() {}

  /**
   * Prints a line for each metric: its name, and rows a second.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    MetricRegistry metrics = MetricRegistry.load();
    for (String name : metrics.names()) {
      if (metrics.find(name).orElseThrow().info().kind() == MetricInfo.Kind.TEXT) {
        MetricInstance metric = bound(metrics, name);
        System.out.println(name + " " + perSecond(metric, subjects(name, WORDS)));
        if (name.equals("ocr_v1")) {
          System.out.println("ocr_v1_long " + perSecond(metric, subjects(name, LONG_WORDS)));
        }
      }
    }
  }

  private static MetricInstance bound(MetricRegistry metrics, String name) throws Exception {
    Map<String, JsonNode> params = new HashMap<>();
    new ObjectMapper()
        .readTree(PARAMS.getOrDefault(name, "{}"))
        .properties()
        .forEach(param -> params.put(param.getKey(), param.getValue()));
    return MetricInstance.of(metrics, new MetricCall(name, params, name));
  }

  /** In steady state: the first half of the time warms up. */
  private static double perSecond(MetricInstance metric, List<Subject> subjects) {
    var unused = rate(metric, subjects);
    return rate(metric, subjects);
  }

  private static double rate(MetricInstance metric, List<Subject> subjects) {
    long scored = 0;
    long start = System.nanoTime();
    double seconds = 0;
    while (seconds < SECONDS) {
      for (Subject subject : subjects) {
        if (metric.score(subject, NOBODY).status() != Status.OK) {
          throw new IllegalStateException(metric.alias() + " gives no score");
        }
      }
      scored += subjects.size();
      seconds = (System.nanoTime() - start) / 1e9;
    }
    return scored / seconds;
  }

  private static List<Subject> subjects(String metric, int words) {
    SplittableRandom random = new SplittableRandom(1);
    return IntStream.range(0, words == WORDS ? SUBJECTS : 1)
        .mapToObj(i -> subject(metric, words, random))
        .toList();
  }

  private static Subject subject(String metric, int words, SplittableRandom random) {
    String expected = text(words, random, "");
    if (metric.startsWith("json")) {
      String quoted = "\"" + expected.replace(" ", "\", \"") + "\"";
      return subject("{\"words\": [" + quoted + "]}", expected);
    }
    if (metric.equals("qcm_exactness")) {
      return subject(expected + "\n\nThe answer is B.", "B");
    }
    return subject(text(words, random, expected), expected);
  }

  private static String text(int words, SplittableRandom random, String like) {
    String[] given = like.split(" ", -1);
    return IntStream.range(0, words)
        .mapToObj(i -> given.length == words && i % 10 != 0 ? given[i] : word(random))
        .collect(Collectors.joining(" "));
  }

  private static String word(SplittableRandom random) {
    return random.nextInt(10) == 0
        ? String.valueOf(random.nextInt(1000))
        : "w" + random.nextInt(100);
  }

  private static Subject subject(String output, String expected) {
    Row row = new Row("d", 0, 0, null, Map.of(Row.OUTPUT_TRUE, expected));
    return new Subject(
        row,
        new Answer(
            "e", "v", 0, "d", 0, null, expected, output, null, Status.OK, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, 0, null, null, null));
  }
}
