package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.evalbeam.data.Summary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Summaries through a real pipeline. */
class AggregateScoresTest {

  @Test
  void eachDatasetVariantAndMetricHasASummaryOfItsOwn() {
    List<Observation> observations =
        List.of(
            seen("d1", "v1", "m1", 0, 0, 1),
            seen("d1", "v1", "m1", 1, 0, 0),
            seen("d1", "v1", "m2", 0, 0, 5),
            seen("d1", "v2", "m1", 0, 0, 0.5),
            seen("d2", "v1", "m1", 0, 0, 0.25));

    assertSummaries(
        observations,
        summary("d1", "v1", "m1", 0.5, Math.sqrt(0.5), 0.5, List.of(1.0, 0.0), 1),
        summary("d1", "v1", "m2", 5, null, null, List.of(5.0), 1),
        summary("d1", "v2", "m1", 0.5, null, null, List.of(0.5), 1),
        summary("d2", "v1", "m1", 0.25, null, null, List.of(0.25), 1));
  }

  @Test
  void aThousandRowsInEachOfThreeRepeats() {
    List<Observation> observations = new ArrayList<>();
    for (int repeat = 0; repeat < 3; repeat++) {
      for (int row = 0; row < 1000; row++) {
        observations.add(seen("d", "v", "m", repeat, row, repeat));
      }
    }

    assertSummaries(
        observations, summary("d", "v", "m", 1, 1.0, 1.0, List.of(0.0, 1.0, 2.0), 1000));
  }

  @Test
  void nothingSeenIsNothingSummarized() {
    assertSummaries(List.of());
  }

  private static void assertSummaries(List<Observation> observations, Summary... expected) {
    List<Summary> summaries =
        TestPipelines.output(
            pipeline ->
                pipeline
                    .apply(Create.of(observations).withType(TypeDescriptor.of(Observation.class)))
                    .apply(AggregateScores.create()));

    assertThat(summaries).containsExactlyInAnyOrder(expected);
  }

  private static Observation seen(
      String dataset, String variant, String metric, int repeat, int row, double score) {
    return Records.observation(dataset, variant, metric, repeat, row, score, Status.OK, null);
  }

  private static Summary summary(
      String dataset,
      String variant,
      String metric,
      double mean,
      @Nullable Double std,
      @Nullable Double variance,
      List<Double> repeatMeans,
      long rows) {
    int repeats = repeatMeans.size();
    return new Summary(
        dataset,
        variant,
        metric,
        "output_length",
        mean,
        std,
        variance,
        repeatMeans,
        repeats,
        repeats * rows,
        rows,
        0,
        0,
        0);
  }
}
