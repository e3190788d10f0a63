package org.evalbeam.pipeline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.evalbeam.data.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What the page's scripts draw and list, as JSON that may stand inside a script element: no text in
 * it can end the element or begin another, since all of HTML's own characters are escaped.
 */
final class EmbeddedData {

  /** Chars of JSON for rows at most; what does not fit is left out, the least bad first. */
  private static final int ROWS_LIMIT = 10_000_000;

  private static final JsonMapper JSON = new JsonMapper();

  private final StringWriter written = new StringWriter();
  private final JsonGenerator json;
  private final RunFacts facts;
  private final Map<String, Integer> variantNumbers = new HashMap<>();
  private final Map<String, Integer> metricNumbers = new HashMap<>();
  private int rows;

  private EmbeddedData(RunFacts facts, List<String> variants) throws IOException {
    this.facts = facts;
    variants.forEach(variant -> variantNumbers.put(variant, variantNumbers.size()));
    facts.metrics().keySet().forEach(m -> metricNumbers.put(m, metricNumbers.size()));
    this.json = JSON.getFactory().createGenerator(written);
    json.setCharacterEscapes(new InertInHtml());
  }

  /**
   * The JSON.
   *
   * @param text the JSON
   * @param rows trials in it
   */
  record Written(String text, int rows) {}

  /**
   * Writes it.
   *
   * @param variants all variants, in the order of the spec
   * @param trials the chosen trials, the worst first
   */
  static Written of(
      RunFacts facts,
      List<String> variants,
      Results results,
      Histograms histograms,
      List<ShownTrial> trials)
      throws IOException {
    EmbeddedData data = new EmbeddedData(facts, variants);
    data.write(variants, results, histograms, trials);
    data.json.close();
    return new Written(data.written.toString(), data.rows);
  }

  private void write(
      List<String> variants, Results results, Histograms histograms, List<ShownTrial> trials)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("currency", facts.currency());
    texts("variants", variants.stream().map(LegibleText::of).toList());
    json.writeArrayFieldStart("metrics");
    for (MetricFacts metric : facts.metrics().values()) {
      json.writeStartObject();
      json.writeStringField("name", LegibleText.of(metric.alias()));
      json.writeStringField("direction", metric.direction());
      json.writeBooleanField("quality", metric.isQuality());
      json.writeStringField("unit", metric.unit() == null ? "" : metric.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("datasets");
    for (String dataset : results.datasets()) {
      json.writeStartObject();
      json.writeStringField("name", LegibleText.of(dataset));
      json.writeArrayFieldStart("means");
      for (MetricFacts metric : results.metrics(dataset)) {
        for (Summary row : results.of(dataset, metric.alias())) {
          mean(row, histograms.of(dataset, row.variant(), metric.alias()));
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    rows(trials);
    json.writeEndObject();
  }

  private void mean(Summary row, @Nullable Histogram histogram) throws IOException {
    json.writeStartObject();
    json.writeNumberField("v", number(variantNumbers, row.variant()));
    json.writeNumberField("m", number(metricNumbers, row.metric()));
    figure("mean", row.mean());
    figure("std", row.std());
    figure("low", row.intervalLow());
    figure("high", row.intervalHigh());
    figure("median", row.p50());
    figure("seconds", row.latencyP50());
    figure("cost", perAnswer(row.cost(), row));
    Long tokens = row.tokensCompletion();
    figure("tokens", perAnswer(tokens == null ? null : tokens.doubleValue(), row));
    json.writeArrayFieldStart("repeats");
    for (Double mean : row.repeatMeans()) {
      json.writeRawValue(short6(mean));
    }
    json.writeEndArray();
    if (histogram != null) {
      json.writeObjectFieldStart("spread");
      figure("low", histogram.low());
      figure("high", histogram.high());
      json.writeFieldName("counts");
      json.writeArray(histogram.counts(), 0, histogram.counts().length);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static @Nullable Double perAnswer(@Nullable Double sum, Summary row) {
    long answers = row.answers() - row.answersFailed();
    return sum == null || answers == 0 ? null : sum / answers;
  }

  private void rows(List<ShownTrial> trials) throws IOException {
    Map<List<Object>, Integer> sources = new LinkedHashMap<>();
    List<ShownTrial> firstOfSource = new ArrayList<>();
    json.writeArrayFieldStart("trials");
    int before = written.getBuffer().length();
    for (ShownTrial trial : trials) {
      json.flush();
      if (written.getBuffer().length() - before > ROWS_LIMIT) {
        break;
      }
      Integer source =
          sources.computeIfAbsent(
              List.of(trial.dataset, trial.key.numLine()),
              place -> {
                firstOfSource.add(trial);
                return firstOfSource.size() - 1;
              });
      trial(trial, source);
      rows++;
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sources");
    for (ShownTrial trial : firstOfSource) {
      json.writeStartObject();
      json.writeStringField("dataset", LegibleText.of(trial.dataset));
      json.writeNumberField("line", trial.key.numLine());
      cut("query", trial.query);
      cut("expected", trial.expected);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void trial(ShownTrial trial, int source) throws IOException {
    json.writeStartObject();
    json.writeNumberField("v", number(variantNumbers, trial.variant));
    json.writeNumberField("r", trial.repeat);
    json.writeNumberField("s", source);
    figure("bad", trial.badness);
    json.writeStringField("status", trial.status);
    if (!trial.status.equals("ok")) {
      json.writeStringField("reason", trial.reason);
      json.writeStringField("error", trial.error);
    }
    cut("answer", trial.answer);
    figure("seconds", trial.seconds);
    json.writeArrayFieldStart("scores");
    for (ShownTrial.Score score : trial.scores) {
      json.writeStartObject();
      json.writeNumberField("m", number(metricNumbers, score.metric()));
      figure("score", score.score());
      figure("bad", score.badness());
      if (!score.status().equals("ok")) {
        json.writeStringField("status", score.status());
        json.writeStringField("reason", score.reason());
        json.writeStringField("error", score.error());
      }
      cut("text", score.observation());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static int number(Map<String, Integer> numbers, String name) {
    return numbers.getOrDefault(name, -1);
  }

  private void texts(String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** A text, and how long the whole is where it is cut. */
  private void cut(String name, ShownTrial.@Nullable Cut cut) throws IOException {
    if (cut == null) {
      return;
    }
    json.writeStringField(name, cut.text());
    if (cut.length() > 0) {
      json.writeNumberField(name + "Length", cut.length());
    }
  }

  private void figure(String name, @Nullable Double value) throws IOException {
    if (value != null && Double.isFinite(value)) {
      json.writeFieldName(name);
      json.writeRawValue(short6(value));
    }
  }

  /** Six significant digits: no drawing shows more. */
  private static String short6(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(Double.parseDouble(String.format(Locale.ROOT, "%.5e", value)));
  }

  /** Escapes what could mean anything to HTML, or end a line to a script. */
  private static final class InertInHtml extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    private final int[] ascii = standardAsciiEscapesForJSON();

    InertInHtml() {
      for (char special : "<>&'".toCharArray()) {
        ascii[special] = ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return character == 0x2028 || character == 0x2029
          ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", character))
          : null;
    }
  }
}
