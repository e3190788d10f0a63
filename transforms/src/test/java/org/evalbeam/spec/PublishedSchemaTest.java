package org.evalbeam.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Problem;
import org.evalbeam.spec.tree.StrictFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds {@code configs/experiment-set.schema.json}, which editors complete from, against the
 * reader: it names the same fields, and takes what the reader takes and nothing else, as far as a
 * schema can say it. {@code -Devalbeam.updateDocs=true} writes its names of metrics anew.
 */
class PublishedSchemaTest {

  private static final Path CONFIGS = Path.of(System.getProperty("evalbeam.home", ".."), "configs");
  private static final Path FILE = CONFIGS.resolve("experiment-set.schema.json");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> NAMES = Set.of("x", "known");

  private static final Pattern METRICS =
      Pattern.compile("(\"enum\": \\[)[^\\]]*(\\]\\s*\\},\\s*\\{\\s*\"type\": \"string\")");

  /** What the reader finds by looking at two places at once, or into a text. */
  private static final Pattern NOT_FOR_A_SCHEMA =
      Pattern.compile(
          "outputs, must be \\d+: |values, must be \\d+, as in|twice, first at|another dataset"
              + " named|a dataset of the catalog|^not JSON");

  /** Where something lacks that may stand in the common parameters, or in another list. */
  private static final Pattern POINT = Pattern.compile("^\\$\\.cv\\.(?!.*metrics\\[.*name$).*");

  private static final Pattern MISSING = Pattern.compile("missing, must be|found neither");

  private static String text() throws IOException {
    return Files.readString(FILE);
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(text(), InputFormat.JSON);
  }

  @Test
  void theSchemaIsOneItself() throws IOException {
    Schema drafts =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_7.getDialectId()));
    assertThat(drafts.validate(JSON.readTree(text()))).isEmpty();
  }

  @Test
  void itNamesTheFieldsThatTheReaderKnows() throws IOException {
    JsonNode schema = JSON.readTree(text());
    Map<String, Collection<String>> known =
        Map.of(
            "/properties", SpecReader.FIELDS,
            "/definitions/cv/properties", Grid.FIELDS,
            "/definitions/common/properties", ExperimentReader.FIELDS,
            "/definitions/cv/properties/grid_params/anyOf/0/properties", ExperimentReader.FIELDS,
            "/definitions/experiment/properties", SpecReader.LISTED_FIELDS,
            "/definitions/dataset/properties", DatasetReader.FIELDS,
            "/definitions/model/properties", ModelReader.FIELDS,
            "/definitions/judge/properties", ModelReader.CALLED_FIELDS,
            "/definitions/metrics/items/anyOf/1/properties", MetricReader.FIELDS);
    known.forEach(
        (place, fields) -> {
          Set<String> named = new TreeSet<>();
          schema.at(place).fieldNames().forEachRemaining(named::add);
          assertThat(named).as(place).isEqualTo(new TreeSet<>(fields));
        });
  }

  @Test
  void itOffersTheNamesOfTheShippedMetrics() throws IOException {
    String names =
        MetricRegistry.load().names().stream()
            .map(name -> "\n            \"" + name + "\"")
            .collect(Collectors.joining(",", "", "\n          "));
    Matcher offered = METRICS.matcher(text());
    assertThat(offered.find()).isTrue();
    String current =
        offered.replaceFirst(
            found -> found.group(1) + names + Matcher.quoteReplacement(found.group(2)));
    if (Boolean.getBoolean("evalbeam.updateDocs")) {
      Files.writeString(FILE, current);
    }
    assertThat(text()).isEqualTo(current);
  }

  static List<Path> shipped() throws IOException {
    Set<String> others = Set.of("datasets.yaml", "endpoints.yaml", FILE.getFileName().toString());
    try (Stream<Path> files = Files.list(CONFIGS)) {
      return files
          .filter(file -> Pattern.matches(".*\\.(json|yaml)", file.toString()))
          .filter(file -> !others.contains(file.getFileName().toString()))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shippedSetsAreValidAndRead(Path file) throws Exception {
    String text = Files.readString(file);
    JsonNode set = StrictFile.root(file.toString(), text).json();
    assertThat(schema().validate(set)).isEmpty();

    Set<String> names = new TreeSet<>(MetricRegistry.load().names());
    names.addAll(Set.of("ham_radio", "qa_benchmark_v2"));
    assertThat(SpecReader.read(file.toString(), text, new AnyVocabulary(names)).experiments())
        .isNotEmpty();
  }

  /** Between them they have every field. */
  static List<String> sets() {
    return List.of(
        """
        {"$schema": "x", "name": "s", "readme": "r", "experiments": [{
          "name": "e", "readme": "r", "dataset": "known",
          "model": {"name": "m", "base_url": "https://h/v1", "api_key": "${K}",
            "aliased_name": "a", "system_prompt": "s", "prelude_prompt": "p",
            "sampling_params": {"temperature": 0.5, "stream": false}, "extra_params": {"rag": {}}},
          "metrics": ["known", {"name": "known", "params": {"a": 1}, "aliased_name": "b"}],
          "judge_model": {"name": "j", "base_url": "http://h", "sampling_params": null},
          "with_vision": false, "sample": [0]}]}
        """,
        """
        {"name": "s", "experiments": [{
          "name": "e", "dataset": {"name": "d", "path": "d.csv", "readme": "r",
            "columns_map": {"query": "q"}, "cluster": "c"},
          "model": {"aliased_name": "m", "output": ["o"], "execution_time": [1.5],
            "nb_tokens_prompt": [1], "nb_tokens_completion": [2], "nb_tool_calls": [null],
            "context": [["c"]], "retrieval_context": [null], "think": ["t"]},
          "metrics": ["known"], "judge_model": "j"}]}
        """,
        """
        {"name": "s", "cv": {
          "common_params": {"model": {"name": "m"}, "judge_model": {"name": "j"}},
          "grid_params": {"dataset": [{"name": "d", "df": [{"query": "q"}]}],
            "metrics": [["known"]], "sample": [[0], null], "with_vision": [true, false]},
          "repeat": 2}}
        """);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void itTakesWhatTheReaderTakesHoweverAFieldIsChanged(String set) throws Exception {
    Schema schema = schema();
    JsonNode original = JSON.readTree(set);
    assertThat(readerTakes(original)).isTrue();
    List<String> different = new ArrayList<>();
    int refused = 0;
    List<JsonNode> changed = changes(original);
    for (JsonNode change : changed) {
      boolean read = readerTakes(change);
      refused += read ? 0 : 1;
      if (read != schema.validate(change).isEmpty()) {
        different.add((read ? "the reader takes " : "the reader refuses ") + change);
      }
    }
    assertThat(different).isEmpty();
    assertThat(refused)
        .as("refused of " + changed.size())
        .isBetween(changed.size() / 4, changed.size() - 20);
  }

  private static boolean readerTakes(JsonNode set) {
    try {
      SpecReader.read("s.json", set.toString(), new AnyVocabulary(NAMES));
      return true;
    } catch (InvalidSpecException e) {
      return e.problems().stream().allMatch(PublishedSchemaTest::isNotForASchema);
    }
  }

  private static boolean isNotForASchema(Problem problem) {
    return NOT_FOR_A_SCHEMA.matcher(problem.message()).find()
        || (POINT.matcher(problem.path()).matches() && MISSING.matcher(problem.message()).find());
  }

  /** Every value replaced by others, every field left out, an unknown field in every object. */
  private static List<JsonNode> changes(JsonNode original) throws IOException {
    List<JsonNode> changes = new ArrayList<>();
    List<JsonPointer> places = new ArrayList<>();
    places(original, JsonPointer.empty(), places);
    for (JsonPointer place : places) {
      for (String value :
          List.of(
              "null",
              "true",
              "0",
              "-1",
              "1.5",
              "\"x\"",
              "\" \"",
              "[]",
              "[\"x\"]",
              "[[]]",
              "[0]",
              "[null]",
              "{}",
              "{\"name\": \"x\"}",
              "{\"output\": [\"x\"]}")) {
        changes.add(with(original, place, JSON.readTree(value)));
      }
      JsonNode left = original.deepCopy();
      if (left.at(place.head()) instanceof ObjectNode object) {
        object.remove(place.last().getMatchingProperty());
        changes.add(left);
      }
      JsonNode more = original.deepCopy();
      if (more.at(place) instanceof ObjectNode object) {
        object.put("messages", "x");
        changes.add(more);
      }
    }
    return changes;
  }

  private static void places(JsonNode node, JsonPointer at, List<JsonPointer> places) {
    if (!at.matches()) {
      places.add(at);
    }
    node.properties()
        .forEach(field -> places(field.getValue(), at.appendProperty(field.getKey()), places));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      places(node.get(i), at.appendIndex(i), places);
    }
  }

  private static JsonNode with(JsonNode original, JsonPointer place, JsonNode value) {
    JsonNode changed = original.deepCopy();
    JsonNode parent = changed.at(place.head());
    if (parent instanceof ObjectNode object) {
      object.set(place.last().getMatchingProperty(), value);
    } else {
      ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
    }
    return changed;
  }
}
