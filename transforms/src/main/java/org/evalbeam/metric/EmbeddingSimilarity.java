package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code embedding_similarity}: the cosine between the embeddings of output and expected answer.
 */
final class EmbeddingSimilarity implements Metric {

  /** The parameter of every metric that asks for embeddings. */
  static final MetricInfo.Param MODEL =
      new MetricInfo.Param(
          "embedding_model",
          "name of a model that the endpoint catalog knows",
          "the catalog's default_embedding_model",
          "the model whose embeddings are compared");

  private static final MetricInfo INFO =
      new MetricInfo(
          "embedding_similarity",
          MetricInfo.Kind.EMBEDDING,
          -1.0,
          1.0,
          MetricInfo.Direction.UP,
          null,
          Set.of(Subject.OUTPUT, Row.OUTPUT_TRUE),
          List.of(MODEL),
          "Cosine between the embeddings of the output and of the expected answer.");

  /** The model that the parameters name. */
  static String model(Params params) {
    return params.text(MODEL.name()).orElse(Judge.DEFAULT_EMBEDDINGS);
  }

  /** The cosine of two vectors of one length, −1 to 1; 0 where either has no length. */
  static double cosine(List<Double> a, List<Double> b) {
    double product = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.size(); i++) {
      product += a.get(i) * b.get(i);
      ofA += a.get(i) * a.get(i);
      ofB += b.get(i) * b.get(i);
    }
    double lengths = Math.sqrt(ofA) * Math.sqrt(ofB);
    return lengths == 0 ? 0 : Math.max(-1, Math.min(1, product / lengths));
  }

  @Override
  public MetricInfo info() {
    return INFO;
  }

  @Override
  public Scorer bind(Map<String, JsonNode> given) throws InvalidParamsException {
    Params params = new Params(given, INFO.params());
    String model = model(params);
    params.check();
    return new Cosine(model);
  }

  private record Cosine(String model) implements Scorer {

    @Override
    public Set<String> needs() {
      return INFO.needs();
    }

    @Override
    public @Nullable String embeddingModel() {
      return model;
    }

    @Override
    public Score score(Subject subject, Judge judge) throws Judge.FailedException {
      List<List<Double>> vectors =
          judge.embed(List.of(subject.required(Subject.OUTPUT), subject.required(Row.OUTPUT_TRUE)));
      return Score.of(cosine(vectors.get(0), vectors.get(1)));
    }
  }
}
