package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.KnownAnswers;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every metric in one run, from outside, with the simulated endpoint as model, judge and embedder.
 */
class AllMetricsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MetricRegistry METRICS = MetricRegistry.load();

  private static final Map<String, String> PARAMS =
      Map.of(
          "judge_adhoc",
          "{'prompt': 'Is it so? {{ output }}\\nReply with one JSON object: {\\\"score\\\": <0 or 1>}'}",
          "judge_rubric",
          "{'criteria': [{'name': 'tone', 'description': 'kind'},"
              + " {'name': 'form', 'description': 'short', 'weight': 2}]}",
          "prompt_alignment",
          "{'prompt_instructions': ['Name the river', 'Be short']}",
          "regex_match",
          "{'pattern': 'a'}",
          "json_schema",
          "{'schema': {'type': 'object'}}");

  private static final List<Row> ROWS =
      List.of(
          row(
              0,
              "Which river flows through Paris?",
              "The Seine flows through Paris, for 13 km. I think so."),
          row(
              1,
              "Who wrote Faust?",
              "Goethe wrote Faust, the best play of 1808. Ask ada@example.org."),
          row(2, "How many legs has a spider?", "A spider has 8 legs."));

  private static Row row(int line, String query, String expected) {
    return new Row("d", line, 0, null, Map.of(Row.QUERY, query, Row.OUTPUT_TRUE, expected));
  }

  private static String spec(Bench bench) throws Exception {
    ObjectNode set = JSON.createObjectNode().put("name", "all");
    ObjectNode experiment = set.putArray("experiments").addObject().put("name", "e");
    ArrayNode rows = experiment.putObject("dataset").put("name", "d").putArray("df");
    for (Row row : ROWS) {
      String expected = row.columns().get(Row.OUTPUT_TRUE);
      rows.addObject()
          .put("query", row.columns().get(Row.QUERY))
          .put("output_true", expected)
          .put("context", JSON.createArrayNode().add(expected).add("Bread is baked.").toString())
          .put("retrieval_context", JSON.createArrayNode().add("No.").add(expected).toString());
    }
    experiment.putObject("model").put("name", "m-8B").put("base_url", "http://one.invalid");
    experiment.putObject("judge_model").put("name", "j").put("base_url", "http://two.invalid");
    ArrayNode metrics = experiment.putArray("metrics");
    for (String name : METRICS.names()) {
      JsonNode params = JSON.readTree(PARAMS.getOrDefault(name, "{}").replace('\'', '"'));
      metrics.addObject().put("name", name).set("params", params);
    }
    return bench.write("spec.json", set.toString());
  }

  @Test
  void everyMetricRunsThroughTheSimulatedEndpoint(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String spec = spec(bench);
    SimulatedOptions options =
        SimulatedOptions.builder()
            .delays(Delays.none())
            .knownAnswers(KnownAnswers.of(ROWS))
            .build();
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(options)) {
      String catalog = bench.everythingTo(endpoint.baseUrl());
      List<Long> planned = toCall(spec, catalog, bench);
      Program.Ended ended = bench.run(spec, catalog);

      assertThat(ended.code()).as(ended.err()).isZero();
      long made = endpoint.stats().calls();
      assertThat(made).isBetween(planned.get(0), planned.get(1));
      assertThat(planned.get(0)).isGreaterThan(50);
      assertThat(planned.get(1)).isGreaterThan(planned.get(0));
      assertThat(endpoint.stats().duplicates()).isZero();

      assertThat(toCall(spec, catalog, bench)).containsExactly(0L);
      assertThat(bench.run(spec, catalog).code()).isZero();
      assertThat(endpoint.stats().calls()).as("calls when all is there").isEqualTo(made);
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(
              tables.rows("select distinct metric, reason from observations where status <> 'ok'"))
          .isEmpty();
      for (String name : METRICS.names()) {
        MetricInfo info = METRICS.find(name).orElseThrow().info();
        if (info.kind() != MetricInfo.Kind.PAIRWISE) {
          isInRange(tables, info);
        }
      }
      callsStandWithTheirScores(tables);
    }
  }

  private static void isInRange(DuckDb tables, MetricInfo info) throws Exception {
    String least = info.min() == null ? "true" : "score >= " + info.min();
    String most = info.max() == null ? "true" : "score <= " + info.max();
    assertThat(
            tables.number(
                "select count(*) from observations where metric = '%s' and %s and %s"
                    .formatted(info.name(), least, most)))
        .as(info.name())
        .isEqualTo(ROWS.size());
  }

  /** A score has the tokens of its own calls, and the name of the model that was asked. */
  private static void callsStandWithTheirScores(DuckDb tables) throws Exception {
    String tokens = "select min(judge_tokens_prompt) from observations where metric = '%s'";
    assertThat(tables.number(tokens.formatted("faithfulness")))
        .as("three calls take more than one")
        .isGreaterThan(tables.number(tokens.formatted("judge_exactness")));
    assertThat(tables.number(tokens.formatted("embedding_similarity"))).isPositive();
    assertThat(
            tables.rows(
                "select distinct judge from observations where metric in"
                    + " ('embedding_similarity', 'ragas', 'bleu') order by judge nulls last"))
        .extracting(row -> row.get(0))
        .containsExactly("j", "text-embedding-3-small", null);
  }

  /** What plan says is to be called: one figure, or least and most. */
  private static List<Long> toCall(String spec, String catalog, Bench bench) {
    Program.Ended plan =
        Program.run(
            "plan", "--spec=" + spec, "--endpoints=" + catalog, "--output=" + bench.output());
    assertThat(plan.code()).as(plan.err()).isZero();
    MatchResult figures =
        Pattern.compile("; ([\\d,]+)(?: to ([\\d,]+))? calls to make")
            .matcher(plan.out())
            .results()
            .findFirst()
            .orElseThrow();
    return figures.group(2) == null
        ? List.of(number(figures.group(1)))
        : List.of(number(figures.group(1)), number(figures.group(2)));
  }

  private static long number(String figure) {
    return Long.parseLong(figure.replace(",", ""));
  }
}
