package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A world in which every model, key and column is known, and the names given. */
record AnyVocabulary(Set<String> names) implements Vocabulary {

  private static final DatasetShape ONE_ROW =
      new DatasetShape(Set.of("query", "output_true", "img"), 1, List.of());

  @Override
  public SortedSet<String> metricNames() {
    return new TreeSet<>(names);
  }

  @Override
  public MetricNeeds metric(String name, Map<String, JsonNode> params) {
    return new MetricNeeds(Set.of(), false, List.of());
  }

  @Override
  public SortedSet<String> datasetNames() {
    return new TreeSet<>(names);
  }

  @Override
  public DatasetShape dataset(String name) {
    return ONE_ROW;
  }

  @Override
  public DatasetShape dataset(InlineDataset dataset) {
    return ONE_ROW;
  }

  @Override
  public String defaultJudge() {
    return "judge";
  }

  @Override
  public Optional<Address> addressOf(String modelName) {
    return Optional.of(new Address("https://api.example.com/v1", null));
  }

  @Override
  public Set<String> knownModels() {
    return Set.of("*");
  }

  @Override
  public KeyState stateOf(KeyReference key, @Nullable String baseUrl) {
    return KeyState.USABLE;
  }

  @Override
  public KeyReference vault(String key) {
    return new KeyReference(KeyReference.Kind.VAULT, "0");
  }
}
