package org.evalbeam.pipeline.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalbeam.pipeline.output.ExperimentRow;
import org.evalbeam.pipeline.report.view.Fact;
import org.evalbeam.pipeline.report.view.VariantView;
import org.jspecify.annotations.Nullable;

/** The experiments with their parameters, the repeats of a variant together. */
final class Variants {

  private static final int PARAMETER = 500;
  private static final int PROMPT = 5_000;
  private static final int NAMED = 5;

  private Variants() {}

  /** The variants' names, in the order of the spec. */
  static List<String> names(List<ExperimentRow> experiments) {
    Set<String> names = new LinkedHashSet<>();
    experiments.forEach(row -> names.add(row.variant()));
    return List.copyOf(names);
  }

  static List<VariantView> of(List<ExperimentRow> experiments) {
    Map<String, List<ExperimentRow>> byVariant = new LinkedHashMap<>();
    experiments.forEach(
        row -> byVariant.computeIfAbsent(row.variant(), v -> new ArrayList<>()).add(row));
    return byVariant.values().stream().map(Variants::view).toList();
  }

  private static VariantView view(List<ExperimentRow> repeats) {
    ExperimentRow row = repeats.get(0);
    List<Fact> facts = new ArrayList<>();
    add(facts, "Model", row.model());
    add(facts, "Shown as", row.aliasedName());
    add(
        facts,
        "Endpoint",
        row.hasRawOutput() ? "none: its answers came with the set" : row.baseUrl());
    add(facts, "Dataset", row.dataset());
    List<Integer> sample = row.sample();
    add(facts, "Rows", sample == null ? null : "a sample of " + sample.size());
    add(facts, "Sampling", json(row.samplingParams()));
    add(facts, "Extra", json(row.extraParams()));
    add(facts, "Judge", row.judgeModel());
    add(facts, "Metrics", String.join(", ", row.metrics()));
    add(facts, "Repeats", String.valueOf(repeats.size()));
    add(
        facts,
        "Experiments",
        repeats.stream()
                .limit(NAMED)
                .map(ExperimentRow::experiment)
                .collect(Collectors.joining(", "))
            + (repeats.size() > NAMED ? ", …" : ""));
    add(facts, "About", row.readme());
    List<Fact> prompts = new ArrayList<>();
    addPrompt(prompts, "System prompt", row.systemPrompt());
    addPrompt(prompts, "Before the query", row.preludePrompt());
    return new VariantView(LegibleText.of(row.variant()), facts, prompts);
  }

  private static @Nullable String json(String object) {
    return object.equals("{}") ? null : object;
  }

  private static void add(List<Fact> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.add(new Fact(name, LegibleText.cut(value, PARAMETER)));
    }
  }

  private static void addPrompt(List<Fact> prompts, String name, @Nullable String value) {
    if (value != null) {
      prompts.add(new Fact(name, LegibleText.cut(value, PROMPT)));
    }
  }
}
