package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.evalbeam.data.DatasetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a runner is told of the calls. */
@Timeout(60)
class CallMetricsTest {

  @Test
  void requestsRefusalsAndTheWindowOfEachEndpointAreTold() {
    AtomicInteger calls = new AtomicInteger();
    try (FakeEndpoint server =
        FakeEndpoint.responding(
            asked ->
                calls.incrementAndGet() == 1
                    ? new FakeEndpoint.Response(429, "slow down")
                    : FakeEndpoint.Response.ok("fine"))) {
      EvaluationPlan plan = Experiments.plan(Experiments.named("e").at(server.model("m", 3)));
      List<DatasetRow> rows =
          List.of(
              new DatasetRow(Records.row(0, "one"), Map.of()),
              new DatasetRow(Records.row(1, "two"), Map.of()));

      MetricQueryResults told =
          TestPipelines.metrics(
                  pipeline ->
                      pipeline
                          .apply(Batches.of(DatasetRow.class, rows))
                          .apply(EvaluateTrials.of(plan, 1)))
              .queryMetrics(MetricsFilter.builder().build());

      assertThat(counter(told, "requests to m")).isEqualTo(3);
      assertThat(counter(told, "refused by m")).isEqualTo(1);
      assertThat(counter(told, "changes of pace of m")).isPositive();
      assertThat(counter(told, "throttling-msecs")).isPositive();
      assertThat(told.getGauges())
          .singleElement()
          .satisfies(
              gauge -> {
                assertThat(gauge.getName().getName()).startsWith("window of m");
                assertThat(gauge.getCommitted().getValue()).isBetween(1L, 3L);
              });
    }
  }

  private static long counter(MetricQueryResults told, String name) {
    long sum = 0;
    for (var counter : told.getCounters()) {
      sum += counter.getName().getName().startsWith(name) ? counter.getCommitted() : 0;
    }
    return sum;
  }
}
