package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.spec.Vocabulary.DatasetShape;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Malformed;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Shown;
import org.evalbeam.spec.tree.StrictJson;
import org.evalbeam.spec.tree.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code dataset} of experiments: a name of the catalog, or a dataset of the spec's own.
 */
final class DatasetReader {

  static final List<String> FIELDS =
      List.of("name", "path", "df", "readme", "columns_map", "cluster");

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final Map<String, DatasetShape> shapes = new HashMap<>();
  private final Map<String, InlineDataset> inline = new LinkedHashMap<>();
  private final Map<String, Place> inlinePlaces = new HashMap<>();

  /** A {@code df} that is JSON in a text is parsed once, however many grid points share it. */
  private final IdentityHashMap<JsonNode, JsonNode> parsed = new IdentityHashMap<>();

  DatasetReader(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /** The datasets that the spec brought so far, by name. */
  Map<String, InlineDataset> inline() {
    return Collections.unmodifiableMap(inline);
  }

  /** The dataset of an experiment; null where it is missing or wrong. */
  @Nullable ChosenDataset read(Fields experiment) {
    String allowed = "the name of a dataset, or an object";
    Located at = experiment.required("dataset", allowed);
    if (at == null) {
      return null;
    }
    if (at.json().isTextual()) {
      return named(at.json().textValue(), at.place());
    }
    if (!at.json().isObject()) {
      problems.wrong(at, allowed);
      return null;
    }
    InlineDataset dataset = content(Fields.of(at, problems).allow(FIELDS));
    return dataset == null ? null : own(dataset, at.place());
  }

  private @Nullable ChosenDataset named(String name, Place place) {
    if (!vocabulary.datasetNames().contains(name)) {
      problems.add(place, Unknown.message("dataset", name, vocabulary.datasetNames()));
      return null;
    }
    if (!shapes.containsKey(name)) {
      shapes.put(name, checked(vocabulary.dataset(name), place));
    }
    return chosen(name, place);
  }

  private @Nullable ChosenDataset own(InlineDataset dataset, Place place) {
    String name = dataset.name();
    InlineDataset other = inline.putIfAbsent(name, dataset);
    if (other == null) {
      inlinePlaces.put(name, place);
      if (vocabulary.datasetNames().contains(name)) {
        problems.add(
            place,
            "found %s, a dataset of the catalog; must be another name".formatted(Shown.text(name)));
      }
      shapes.put(name, checked(vocabulary.dataset(dataset), place));
    } else if (!other.equals(dataset)) {
      problems.add(
          place,
          "found another dataset named %s than at %s, must be equal or have another name"
              .formatted(Shown.text(name), inlinePlaces.getOrDefault(name, Place.ROOT).path()));
      return null;
    }
    return chosen(name, place);
  }

  private DatasetShape checked(DatasetShape shape, Place place) {
    problems.addAll(place, shape.problems());
    return shape;
  }

  private ChosenDataset chosen(String name, Place place) {
    DatasetShape shape = shapes.get(name);
    return shape == null || !shape.problems().isEmpty()
        ? new ChosenDataset(name, place, null, null)
        : new ChosenDataset(name, place, shape.columns(), shape.rows());
  }

  private @Nullable InlineDataset content(Fields fields) {
    String name = fields.requiredName("name");
    String path = fields.name("path");
    Located df = fields.get("df");
    if ((fields.get("path") == null) == (df == null)) {
      problems.add(
          fields.place(),
          df == null
              ? "found neither \"path\" nor \"df\", must have one of them"
              : "found both \"path\" and \"df\", must have one of them");
    }
    JsonNode content = df == null ? null : frame(df);
    String readme = fields.text("readme");
    Map<String, String> columnsMap =
        Collections.unmodifiableMap(fields.texts("columns_map", "the name of a column"));
    String cluster = fields.name("cluster");
    boolean oneSource = (path == null) != (content == null);
    return name != null && oneSource
        ? new InlineDataset(name, readme, path, content, columnsMap, cluster)
        : null;
  }

  private @Nullable JsonNode frame(Located df) {
    JsonNode json = df.json();
    if (json.isTextual()) {
      try {
        JsonNode known = parsed.get(json);
        json = known == null ? StrictJson.parse(json.textValue()) : known;
        parsed.put(df.json(), json);
      } catch (Malformed e) {
        problems.add(df.place(), e.message());
        return null;
      }
    }
    if (!json.isContainerNode()) {
      problems.wrong(df, "an object of columns or a list of objects, or either as a JSON text");
      return null;
    }
    return json;
  }
}
