package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.evalbeam.spec.tree.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What the names in a spec may refer to: metrics, datasets, endpoints, variables. The reader asks
 * it, so that a spec is checked whole, all errors at once, without this package knowing the others.
 */
public interface Vocabulary {

  /** Names of all metrics. */
  SortedSet<String> metricNames();

  /**
   * What the metric needs with these parameters.
   *
   * @param name one of {@link #metricNames}
   */
  MetricNeeds metric(String name, Map<String, JsonNode> params);

  /** Names of all datasets of the catalog. */
  SortedSet<String> datasetNames();

  /** Columns and size of a dataset of the catalog: one of {@link #datasetNames}. */
  DatasetShape dataset(String name);

  /** Columns and size of a dataset that the spec brings. */
  DatasetShape dataset(InlineDataset dataset);

  /** The judge of experiments that name none. */
  String defaultJudge();

  /**
   * The endpoint that the catalog names for a model.
   *
   * @return base URL and key reference, or empty where no entry names the model
   */
  Optional<Address> addressOf(String modelName);

  /** Names and patterns of models that {@link #addressOf} knows, for error messages. */
  Set<String> knownModels();

  /**
   * What is known of the key that a reference means; {@link KeyState#USABLE} also where it need not
   * be followed because the catalog sends calls for this base URL elsewhere.
   *
   * @param baseUrl where the key would go, by the spec or else by {@link #addressOf}; null where
   *     neither says it
   */
  KeyState stateOf(KeyReference key, @Nullable String baseUrl);

  /**
   * Keeps a literal key of the spec out of everything else, and gives a reference to it.
   *
   * @param key the key, as it stands in the spec
   */
  KeyReference vault(String key);

  /** What a reference to a key leads to. */
  enum KeyState {
    /** A key. */
    USABLE,
    /** Nothing: the variable is not set, or the file can't be read, or is blank. */
    UNSET,
    /** Characters that can't stand in a header, such as a line end or a letter beyond ASCII. */
    UNSENDABLE;

    /** What is wrong with an {@link #UNSENDABLE} key; never the key. */
    public static String unsendable(String reference) {
      return reference
          + " holds characters that no request can carry, must be printable ASCII without spaces and"
          + " line ends";
    }
  }

  /**
   * What a metric needs.
   *
   * @param columns dataset columns that must exist, apart from what a model may bring along ({@code
   *     output}, {@code think}, {@code context}, {@code retrieval_context})
   * @param judge whether it calls a judge
   * @param problems what is wrong with its parameters: paths relative to {@code params} ({@code
   *     .prompt}), and messages
   * @param baseline the variant that its parameter {@code baseline} names; null where none does
   */
  record MetricNeeds(
      Set<String> columns, boolean judge, List<Problem> problems, @Nullable String baseline) {

    /** The needs of a metric that names no variant. */
    public MetricNeeds(Set<String> columns, boolean judge, List<Problem> problems) {
      this(columns, judge, problems, null);
    }
  }

  /**
   * Columns and size of a dataset.
   *
   * @param columns standard names where mapped, else the file's
   * @param rows number of rows
   * @param problems why it can't be read; empty where it can. Paths are relative to the dataset in
   *     the spec; the messages for one of the catalog say where in the catalog
   */
  record DatasetShape(Set<String> columns, int rows, List<Problem> problems) {}

  /**
   * Where a model is to be had.
   *
   * @param baseUrl base URL
   * @param apiKey reference to its key
   */
  record Address(String baseUrl, @Nullable KeyReference apiKey) {}
}
