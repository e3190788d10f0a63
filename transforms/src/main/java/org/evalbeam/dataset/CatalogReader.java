package org.evalbeam.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Shown;
import org.evalbeam.spec.tree.StrictYaml;
import org.jspecify.annotations.Nullable;

/** Reads a dataset catalog, and gathers all that is wrong in it before it complains. */
final class CatalogReader {

  private static final List<String> FIELDS =
      List.of("path", "format", "columns_map", "cluster", "readme");

  private final String file;
  private final Problems problems = new Problems();

  private CatalogReader(String file) {
    this.file = file;
  }

  /**
   * The catalog in a YAML text.
   *
   * @param file its path, for messages and for the relative paths in it
   */
  static DatasetCatalog read(String file, String yaml) throws InvalidSpecException {
    CatalogReader reader = new CatalogReader(file);
    Map<String, Dataset> datasets = reader.datasets(StrictYaml.root(file, yaml));
    if (!reader.problems.isEmpty()) {
      throw new InvalidSpecException(file, reader.problems.inFileOrder());
    }
    return new DatasetCatalog(file, datasets);
  }

  private Map<String, Dataset> datasets(Located root) {
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    String allowed = "an object of datasets by their names";
    Located entries =
        isObject(root, "an object with datasets")
            ? Fields.of(root, problems).allow(List.of("datasets")).required("datasets", allowed)
            : null;
    if (entries != null && isObject(entries, allowed)) {
      entries
          .fields()
          .forEach(
              (name, entry) ->
                  dataset(name, entry).ifPresent(dataset -> datasets.put(name, dataset)));
    }
    return datasets;
  }

  private Optional<Dataset> dataset(String name, Located entry) {
    if (!isObject(entry, "an object")) {
      return Optional.empty();
    }
    Fields fields = Fields.of(entry, problems).allow(FIELDS);
    String path = fields.requiredName("path");
    String readme = fields.name("readme");
    String cluster = fields.name("cluster");
    Map<String, String> columnsMap = fields.texts("columns_map", "the name of a column");
    Format format = format(fields, path);
    return path == null || format == null
        ? Optional.empty()
        : Optional.of(
            new Dataset(name, readme, Location.resolve(file, path), format, columnsMap, cluster));
  }

  private @Nullable Format format(Fields fields, @Nullable String path) {
    Located given = fields.get("format");
    if (given != null) {
      Optional<Format> format =
          given.json().isTextual() ? Format.named(given.json().textValue()) : Optional.empty();
      if (format.isEmpty()) {
        problems.wrong(given, Format.NAMES);
      }
      return format.orElse(null);
    }
    if (path == null) {
      return null;
    }
    Optional<Format> format = Format.ofPath(path);
    if (format.isEmpty()) {
      problems.add(
          fields.placeOf("path"),
          "found %s, must end in %s where there is no \"format\""
              .formatted(Shown.text(path), Format.ENDINGS));
    }
    return format.orElse(null);
  }

  private boolean isObject(Located value, String allowed) {
    if (!value.json().isObject()) {
      problems.wrong(value, allowed);
    }
    return value.json().isObject();
  }
}
