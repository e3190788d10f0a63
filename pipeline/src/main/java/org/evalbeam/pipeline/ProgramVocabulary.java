package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.evalbeam.dataset.DatasetCatalog;
import org.evalbeam.dataset.DatasetShapes;
import org.evalbeam.endpoint.EndpointCatalog;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.flow.BeamFiles;
import org.evalbeam.metric.InvalidParamsException;
import org.evalbeam.metric.Metric;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.metric.Subject;
import org.evalbeam.spec.InlineDataset;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.Vocabulary;
import org.evalbeam.spec.tree.Problem;
import org.evalbeam.spec.tree.Unknown;
import org.jspecify.annotations.Nullable;

/** What a spec may name here: the metrics on the class path and what the two catalogs hold. */
final class ProgramVocabulary implements Vocabulary {

  /** Fields that a model may bring along, so that a dataset need not have them. */
  private static final Set<String> FROM_THE_MODEL =
      Set.of(
          Subject.OUTPUT,
          Subject.OTHER_OUTPUT,
          Subject.THINK,
          Subject.CONTEXT,
          Subject.RETRIEVAL_CONTEXT);

  private final String specFile;
  private final MetricRegistry metrics;
  private final DatasetCatalog datasets;
  private final EndpointCatalog endpoints;
  private final Keys keys;
  private final Map<String, DatasetShape> shapes = new HashMap<>();

  /**
   * @param specFile path of the spec, which the paths of its inline datasets are relative to
   */
  ProgramVocabulary(
      String specFile,
      MetricRegistry metrics,
      DatasetCatalog datasets,
      EndpointCatalog endpoints,
      Keys keys) {
    this.specFile = specFile;
    this.metrics = metrics;
    this.datasets = datasets;
    this.endpoints = endpoints;
    this.keys = keys;
  }

  @Override
  public SortedSet<String> metricNames() {
    return metrics.names();
  }

  @Override
  public MetricNeeds metric(String name, Map<String, JsonNode> params) {
    Metric metric = metrics.find(name).orElseThrow();
    boolean asks = metric.info().kind().asksJudge();
    try {
      Metric.Scorer scorer = metric.bind(params);
      Set<String> columns = new LinkedHashSet<>(scorer.needs());
      columns.removeAll(FROM_THE_MODEL);
      return new MetricNeeds(columns, asks, lackingEmbeddings(scorer), scorer.baseline());
    } catch (InvalidParamsException e) {
      return new MetricNeeds(
          Set.of(),
          asks,
          e.problems().stream()
              .map(wrong -> new Problem("." + wrong.param(), wrong.message()))
              .toList());
    }
  }

  private List<Problem> lackingEmbeddings(Metric.Scorer scorer) {
    String model = EmbeddingEndpoints.model(scorer.embeddingModel(), endpoints);
    return model == null || endpoints.addressOf(model).isPresent()
        ? List.of()
        : List.of(
            new Problem(
                ".embedding_model",
                Unknown.message("embedding model", model, endpoints.knownModels())));
  }

  @Override
  public SortedSet<String> datasetNames() {
    return datasets.names();
  }

  /** Read once, however many experiments name it. */
  @Override
  public DatasetShape dataset(String name) {
    return shapes.computeIfAbsent(
        name,
        unread -> ofCatalog(unread, DatasetShapes.of(datasets.get(unread), BeamFiles.OPENER)));
  }

  /** The spec only names it: what is wrong, and where it is to be mended, is in the catalog. */
  private DatasetShape ofCatalog(String name, DatasetShape shape) {
    return new DatasetShape(
        shape.columns(),
        shape.rows(),
        shape.problems().stream()
            .map(
                problem ->
                    new Problem(
                        "", datasets.placeOf(name) + problem.path() + ": " + problem.message()))
            .toList());
  }

  @Override
  public DatasetShape dataset(InlineDataset dataset) {
    DatasetShape shape = DatasetShapes.of(dataset, specFile, BeamFiles.OPENER);
    shapes.put(dataset.name(), shape);
    return shape;
  }

  /** Each dataset that the spec names or brings, to its number of rows. */
  Map<String, Integer> rows() {
    Map<String, Integer> rows = new HashMap<>();
    shapes.forEach((name, shape) -> rows.put(name, shape.rows()));
    return rows;
  }

  @Override
  public String defaultJudge() {
    return endpoints.defaultJudge();
  }

  @Override
  public Optional<Address> addressOf(String modelName) {
    return endpoints.addressOf(modelName);
  }

  @Override
  public Set<String> knownModels() {
    return endpoints.knownModels();
  }

  @Override
  public KeyState stateOf(KeyReference key, @Nullable String baseUrl) {
    return endpoints.sendsSpecKey(baseUrl) ? keys.state(key) : KeyState.USABLE;
  }

  @Override
  public KeyReference vault(String key) {
    return Keys.vault(key);
  }
}
