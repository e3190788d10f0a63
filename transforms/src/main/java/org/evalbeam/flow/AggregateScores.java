package org.evalbeam.flow;

import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Summary;

/** Sums observations up, per dataset, variant and metric, over rows and repeats. */
public final class AggregateScores
    extends PTransform<PCollection<Observation>, PCollection<Summary>> {

  private static final long serialVersionUID = 1L;

  private AggregateScores() {}

  /** The summary of observations. */
  public static AggregateScores create() {
    return new AggregateScores();
  }

  @Override
  public PCollection<Summary> expand(PCollection<Observation> observations) {
    return observations
        .apply("Key by variant and metric", MapElements.via(new KeyFn()))
        .apply("Combine scores", Combine.perKey(new SummarizeFn()))
        .apply("Name the summaries", MapElements.via(new NameFn()));
  }

  static final class KeyFn extends SimpleFunction<Observation, KV<Summary.Key, Observation>> {

    private static final long serialVersionUID = 1L;

    @Override
    public KV<Summary.Key, Observation> apply(Observation seen) {
      return KV.of(
          new Summary.Key(seen.dataset(), seen.variant(), seen.metric(), seen.metricName()), seen);
    }
  }

  static final class NameFn extends SimpleFunction<KV<Summary.Key, ScoreTally>, Summary> {

    private static final long serialVersionUID = 1L;

    @Override
    public Summary apply(KV<Summary.Key, ScoreTally> combined) {
      return combined.getValue().summary(combined.getKey());
    }
  }
}
