package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.spec.MetricCall;

/** Gives these replies one after the other, and keeps what it was asked. */
final class ScriptedJudge implements Judge {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Deque<String> replies;
  private final List<List<Double>> vectors = new ArrayList<>();
  final List<String> prompts = new ArrayList<>();
  final List<String> embedded = new ArrayList<>();

  ScriptedJudge(String... replies) {
    this.replies = new ArrayDeque<>(List.of(replies));
  }

  /** The vectors that it gives for whatever texts. */
  ScriptedJudge embedding(List<List<Double>> given) {
    vectors.addAll(given);
    return this;
  }

  @Override
  public String ask(String prompt) {
    prompts.add(prompt);
    return replies.remove();
  }

  @Override
  public List<List<Double>> embed(List<String> texts) {
    embedded.addAll(texts);
    return vectors;
  }

  boolean isDone() {
    return replies.isEmpty();
  }

  /** A metric with its parameters, JSON with single quotes. */
  static MetricInstance metric(String name, String params) throws InvalidParamsException {
    Map<String, JsonNode> read = new HashMap<>();
    try {
      JSON.readTree(params.replace('\'', '"'))
          .properties()
          .forEach(e -> read.put(e.getKey(), e.getValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MetricInstance.of(MetricRegistry.load(), new MetricCall(name, read, name));
  }

  /** A reply that lists. */
  static String list(String name, String... items) {
    return JSON.createObjectNode().set(name, JSON.valueToTree(items)).toString();
  }

  /** A reply of verdicts. */
  static String verdicts(String... words) {
    List<Map<String, String>> verdicts = new ArrayList<>();
    for (String word : words) {
      verdicts.add(Map.of("verdict", word, "reason", "because"));
    }
    return JSON.createObjectNode().set("verdicts", JSON.valueToTree(verdicts)).toString();
  }
}
