package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.evalbeam.data.Answer;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.endpoint.Price;
import org.junit.jupiter.api.Test;

/** What the balance at the end of a run rests on. */
class CountResultsTest {

  private static final Row ROW = Records.row(0, "q");
  private static final Row OTHER = Records.row(1, "r");
  private static final EvaluationPlan PLAN =
      Experiments.plan(
          Experiments.named("three").metrics("output_length", "qcm_exactness", "generation_time"),
          Experiments.named("one").metrics("output_length"),
          Experiments.named("none"),
          Experiments.named("e").at(Experiments.priced(new Price(1, 1, "USD", null))));

  @Test
  void countsWhatGoesInAndWhatComesOutByStatusAndReason() {
    assertThat(
            counts(
                PLAN,
                List.of(new DatasetRow(ROW, Map.of()), new DatasetRow(OTHER, Map.of())),
                List.of(
                    Records.answer(ROW, "a"),
                    Records.answer(ROW, "b"),
                    Records.failedAnswer(ROW, FailureReason.TIMEOUT)),
                List.of(
                    Records.score(0, 0, 1),
                    Records.missing(0, 0, Status.FAILED),
                    Records.missing(0, 0, Status.UNPARSED),
                    Records.missing(0, 0, Status.NOT_APPLICABLE),
                    Records.missing(0, 0, Status.NOT_APPLICABLE))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "trials", 8L,
                "expected_observations", 8L,
                "answers_ok", 2L,
                "answers_failed_timeout", 1L,
                "replies_call", 3L,
                "spent_billionths_usd", 500_000_000L,
                "observations_ok", 1L,
                "observations_failed_unreadable_score", 1L,
                "observations_unparsed_unreadable_score", 1L,
                "observations_not_applicable_unreadable_score", 2L));
  }

  @Test
  void trialsWithoutMetricsExpectNoObservations() {
    EvaluationPlan plan = Experiments.plan(Experiments.named("none"));

    assertThat(counts(plan, List.of(new DatasetRow(ROW, Map.of())), List.of(), List.of()))
        .containsExactlyInAnyOrderEntriesOf(Map.of("trials", 1L, "expected_observations", 0L));
  }

  @Test
  void nothingAtAllHasNoCounts() {
    assertThat(counts(PLAN, List.of(), List.of(), List.of())).isEmpty();
  }

  private static Map<String, Long> counts(
      EvaluationPlan plan,
      List<DatasetRow> rows,
      List<Answer> answers,
      List<Observation> observations) {
    return TestPipelines.output(
            (Pipeline pipeline) ->
                CountResults.of(
                    plan,
                    pipeline.apply("rows", Batches.of(DatasetRow.class, rows)),
                    PCollectionList.of(
                            pipeline
                                .apply("answers", Batches.of(Answer.class, answers))
                                .apply(
                                    "count answers",
                                    ParDo.of(new CountFn<>(CountResults.answers(plan)))))
                        .and(
                            pipeline
                                .apply("observations", Batches.of(Observation.class, observations))
                                .apply(
                                    "count observations",
                                    ParDo.of(new CountFn<>(CountResults.observations(plan)))))))
        .stream()
        .collect(Collectors.toMap(KV::getKey, KV::getValue));
  }
}
