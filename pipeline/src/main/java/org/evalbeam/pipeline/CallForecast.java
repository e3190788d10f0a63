package org.evalbeam.pipeline;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.Row;
import org.evalbeam.dataset.RowReader;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.flow.AnswerCall;
import org.evalbeam.flow.BeamFiles;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.flow.PlannedExperiment;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.spec.MetricCall;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that a run will make, by going through all trials without making any. Memory: 8
 * bytes for each planned call of a dataset.
 */
final class CallForecast {

  private final EvaluationPlan plan;
  private final Map<String, Integer> judgedMetrics = new HashMap<>();
  private final Map<Endpoint, CallIds> answers = new LinkedHashMap<>();
  private final Map<Endpoint, Long> judgements = new LinkedHashMap<>();
  private long trials;

  private CallForecast(EvaluationPlan plan) {
    this.plan = plan;
    MetricRegistry registry = MetricRegistry.load();
    for (PlannedExperiment planned : plan.experiments()) {
      int judged = 0;
      for (MetricCall metric : planned.experiment().metrics()) {
        MetricInfo info = registry.find(metric.name()).orElseThrow().info();
        judged += info.kind() == MetricInfo.Kind.JUDGE ? 1 : 0;
      }
      judgedMetrics.put(planned.experiment().name(), judged);
    }
  }

  /**
   * Goes through the rows of all datasets.
   *
   * @param limit rows to use of each dataset; null for all
   */
  static CallForecast of(EvaluationPlan plan, List<DatasetSource> sources, @Nullable Integer limit)
      throws IOException {
    CallForecast forecast = new CallForecast(plan);
    for (DatasetSource source : sources) {
      try (RowReader rows = RowReader.open(source.dataset(), BeamFiles.OPENER)) {
        for (int read = 0; (limit == null || read < limit) && rows.hasNext(); read++) {
          forecast.add(rows.next());
        }
      }
      forecast.answers.values().forEach(CallIds::endDataset);
    }
    return forecast;
  }

  private void add(Row row) {
    for (PlannedExperiment planned : plan.experimentsOn(row.dataset())) {
      if (!plan.uses(planned, row)) {
        continue;
      }
      trials++;
      AnswerCall call = AnswerCall.of(planned, row);
      if (call != null) {
        answers.computeIfAbsent(call.endpoint(), endpoint -> new CallIds()).add(call.id());
      }
      int judged = judgedMetrics.getOrDefault(planned.experiment().name(), 0);
      if (planned.judge() != null && judged > 0) {
        judgements.merge(planned.judge(), (long) judged, Long::sum);
      }
    }
  }

  /** Pairs of experiment and row. */
  long trials() {
    return trials;
  }

  /** Calls that ask for answers, were each trial to make its own. */
  long plannedAnswers(Endpoint endpoint) {
    CallIds ids = answers.get(endpoint);
    return ids == null ? 0 : ids.planned;
  }

  /** Calls that ask for answers, when equal ones are made once. */
  long uniqueAnswers(Endpoint endpoint) {
    CallIds ids = answers.get(endpoint);
    return ids == null ? 0 : ids.unique;
  }

  /**
   * Scores that the judge at an endpoint is asked for. Most metrics make one call for a score;
   * those that go context by context make one for each.
   */
  long judgements(Endpoint endpoint) {
    return judgements.getOrDefault(endpoint, 0L);
  }

  /** 64 bits of each call id, which keeps them apart for billions; datasets share no calls. */
  private static final class CallIds {

    private static final int HEX_DIGITS = 16;

    private long[] ids = new long[1024];
    private int count;
    private long planned;
    private long unique;

    void add(String callId) {
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, count * 2);
      }
      ids[count++] = Long.parseUnsignedLong(callId.substring(0, HEX_DIGITS), 16);
    }

    void endDataset() {
      planned += count;
      unique += Arrays.stream(ids, 0, count).sorted().distinct().count();
      count = 0;
    }
  }
}
