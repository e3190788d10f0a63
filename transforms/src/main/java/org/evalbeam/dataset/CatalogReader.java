package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.evalbeam.spec.InvalidSpecException;
import org.evalbeam.spec.Problem;
import org.jspecify.annotations.Nullable;

/** Reads a dataset catalog, and gathers all that is wrong in it before it complains. */
final class CatalogReader {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Set<String> FIELDS =
      new TreeSet<>(Set.of("path", "format", "columns_map", "cluster", "readme"));

  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  CatalogReader(String file) {
    this.file = file;
  }

  DatasetCatalog read(InputStream in) throws IOException, InvalidSpecException {
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    JsonNode root = tree(in);
    if (isObject("$", root)) {
      knownFieldsOnly("$", root, Set.of("datasets"));
      JsonNode entries = root.path("datasets");
      if (isObject("$.datasets", entries)) {
        entries
            .properties()
            .forEach(
                entry -> {
                  String path = JsonPath.child("$.datasets", entry.getKey());
                  dataset(path, entry.getKey(), entry.getValue())
                      .ifPresent(dataset -> datasets.put(dataset.name(), dataset));
                });
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(file, problems);
    }
    return new DatasetCatalog(datasets);
  }

  /** The YAML as a tree; a doubled key or broken syntax leaves nothing to look into further. */
  private JsonNode tree(InputStream in) throws IOException, InvalidSpecException {
    try {
      return YAML.readTree(in);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw new InvalidSpecException(
          file, List.of(new Problem("$", where + e.getOriginalMessage())));
    }
  }

  private Optional<Dataset> dataset(String at, String name, JsonNode entry) {
    if (!isObject(at, entry)) {
      return Optional.empty();
    }
    knownFieldsOnly(at, entry, FIELDS);
    String path = text(at, entry, "path");
    if (path == null && !entry.has("path")) {
      problems.add(new Problem(at + ".path", "missing; the dataset's file"));
    }
    String readme = text(at, entry, "readme");
    String cluster = text(at, entry, "cluster");
    Map<String, String> columnsMap = columnsMap(at + ".columns_map", entry.path("columns_map"));
    Format format = format(at, entry, path);
    return path == null || format == null
        ? Optional.empty()
        : Optional.of(
            new Dataset(name, readme, Location.resolve(file, path), format, columnsMap, cluster));
  }

  private @Nullable Format format(String at, JsonNode entry, @Nullable String path) {
    String name = text(at, entry, "format");
    if (name != null) {
      Optional<Format> format = Format.named(name);
      if (format.isEmpty()) {
        problems.add(new Problem(at + ".format", "`" + name + "`; allowed are csv, jsonl"));
      }
      return format.orElse(null);
    }
    if (path == null || entry.has("format")) {
      return null;
    }
    Optional<Format> format = Format.ofPath(path);
    if (format.isEmpty()) {
      problems.add(
          new Problem(
              at + ".path",
              "`" + path + "` does not end in " + Format.ENDINGS + "; name its `format`"));
    }
    return format.orElse(null);
  }

  private Map<String, String> columnsMap(String at, JsonNode node) {
    Map<String, String> columnsMap = new LinkedHashMap<>();
    if (!node.isMissingNode() && isObject(at, node)) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String column = text(at, node, entry.getKey());
        if (column != null) {
          columnsMap.put(entry.getKey(), column);
        }
      }
    }
    return columnsMap;
  }

  private @Nullable String text(String at, JsonNode object, String field) {
    JsonNode node = object.path(field);
    if (node.isTextual() && !node.textValue().isBlank()) {
      return node.textValue();
    }
    if (!node.isMissingNode()) {
      String found = node.isTextual() ? "blank text" : Found.in(node);
      problems.add(new Problem(JsonPath.child(at, field), "expected text, found " + found));
    }
    return null;
  }

  private boolean isObject(String at, JsonNode node) {
    if (!node.isObject()) {
      problems.add(new Problem(at, "expected an object, found " + Found.in(node)));
    }
    return node.isObject();
  }

  private void knownFieldsOnly(String at, JsonNode object, Set<String> allowed) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!allowed.contains(field)) {
                problems.add(
                    new Problem(
                        JsonPath.child(at, field),
                        "unknown field; did you mean `%s`? Allowed are %s"
                            .formatted(
                                NearestName.to(field, allowed), String.join(", ", allowed))));
              }
            });
  }
}
