package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalbeam.spec.tree.Problem;
import org.jspecify.annotations.Nullable;

/** A small world for specs: some metrics, datasets, endpoints and variables. */
final class FakeVocabulary implements Vocabulary {

  static final String OPENAI = "https://api.openai.com/v1";

  private static final Map<String, MetricNeeds> METRICS =
      Map.of(
          "judge_precision", needs(true, "query", "output_true"),
          "contextual_relevancy", needs(true, "query"),
          "judge_adhoc", needs(true),
          "qcm_exactness", needs(false, "output_true"),
          "output_length", needs(false),
          "generation_time", needs(false));

  private static final Map<String, DatasetShape> DATASETS =
      Map.of(
          "qa_benchmark_v2", new DatasetShape(Set.of("query", "output_true"), 5, List.of()),
          "other_qa", new DatasetShape(Set.of("query", "output_true"), 3, List.of()),
          "pictures", new DatasetShape(Set.of("img"), 3, List.of()),
          "texts", new DatasetShape(Set.of("text"), 3, List.of()),
          "broken", new DatasetShape(Set.of(), 0, List.of(new Problem("", "no file broken.csv"))));

  private final Set<String> unset;
  final List<String> vault = new ArrayList<>();
  final List<InlineDataset> inlineAsked = new ArrayList<>();

  /** A vocabulary in which all variables are set but these. */
  FakeVocabulary(String... unset) {
    this.unset = Set.of(unset);
  }

  @Override
  public SortedSet<String> metricNames() {
    return new TreeSet<>(METRICS.keySet());
  }

  @Override
  public MetricNeeds metric(String name, Map<String, JsonNode> params) {
    MetricNeeds needs = METRICS.getOrDefault(name, needs(false));
    return name.equals("judge_adhoc") && !params.containsKey("prompt")
        ? new MetricNeeds(
            needs.columns(), true, List.of(new Problem(".prompt", "missing, must be a text")))
        : needs;
  }

  @Override
  public SortedSet<String> datasetNames() {
    return new TreeSet<>(DATASETS.keySet());
  }

  @Override
  public DatasetShape dataset(String name) {
    return DATASETS.getOrDefault(name, new DatasetShape(Set.of(), 0, List.of()));
  }

  @Override
  public DatasetShape dataset(InlineDataset dataset) {
    inlineAsked.add(dataset);
    return new DatasetShape(Set.of("query"), 2, List.of());
  }

  @Override
  public String defaultJudge() {
    return "gpt-4o-mini";
  }

  @Override
  public Optional<Address> addressOf(String modelName) {
    return modelName.startsWith("gpt-4o")
        ? Optional.of(new Address(OPENAI + "/", environment("OPENAI_API_KEY")))
        : Optional.empty();
  }

  @Override
  public Set<String> knownModels() {
    return Set.of("gpt-4o*");
  }

  @Override
  public KeyState stateOf(KeyReference key, @Nullable String baseUrl) {
    return unset.contains(key.name()) ? KeyState.UNSET : KeyState.USABLE;
  }

  @Override
  public KeyReference vault(String key) {
    vault.add(key);
    return new KeyReference(KeyReference.Kind.VAULT, String.valueOf(vault.size() - 1));
  }

  static KeyReference environment(String name) {
    return new KeyReference(KeyReference.Kind.ENVIRONMENT, name);
  }

  private static MetricNeeds needs(boolean judge, String... columns) {
    return new MetricNeeds(Set.of(columns), judge, List.of());
  }
}
