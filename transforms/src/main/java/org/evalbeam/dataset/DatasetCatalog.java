package org.evalbeam.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Place;

/**
 * The datasets that experiments may name: a YAML file, {@code datasets:} over name to {@code path}
 * (a file, or a pattern that means several) and, where needed, {@code format} ({@code csv}, {@code
 * jsonl}, {@code json} or {@code parquet}, else told by the path's ending), {@code columns_map}
 * (standard column name to the file's), {@code cluster} (a column) and {@code readme}. A relative
 * path starts from the catalog's folder.
 */
public final class DatasetCatalog {

  private final String file;
  private final NavigableMap<String, Dataset> datasets;

  DatasetCatalog(String file, Map<String, Dataset> datasets) {
    this.file = file;
    this.datasets = Collections.unmodifiableNavigableMap(new TreeMap<>(datasets));
  }

  /**
   * Reads a catalog. The datasets' own files are not opened.
   *
   * @param path the catalog's file, local or with a scheme
   * @throws InvalidSpecException with every error in it, at paths such as {@code
   *     $.datasets.ham_radio.columns_map}
   * @throws IOException where it can't be read
   */
  public static DatasetCatalog read(String path, FileOpener opener)
      throws IOException, InvalidSpecException {
    try (InputStream in = opener.open(path)) {
      return CatalogReader.read(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Where a dataset stands, for messages: {@code FILE: $.datasets.NAME}. */
  public String placeOf(String name) {
    return file + ": " + Place.child("$.datasets", name);
  }

  /** Names of all datasets. */
  public SortedSet<String> names() {
    return datasets.navigableKeySet();
  }

  /**
   * A dataset by its name.
   *
   * @param name one of {@link #names}
   * @throws IllegalArgumentException where there is none of that name
   */
  public Dataset get(String name) {
    Dataset dataset = datasets.get(name);
    if (dataset == null) {
      throw new IllegalArgumentException(
          "no dataset `" + name + "`; there are " + String.join(", ", names()));
    }
    return dataset;
  }
}
