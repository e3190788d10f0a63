package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.Row;
import org.evalbeam.data.Trial;
import org.junit.jupiter.api.Test;

/** Which experiment meets which row. */
class PairTrialsTest {

  private static final List<DatasetRow> ROWS =
      List.of(
          plain(Records.row(0, "q0")), plain(Records.row(1, "q1")), plain(Records.row(2, "q2")));

  @Test
  void everyExperimentMeetsEveryRow() {
    assertThat(pairs(Experiments.plan(Experiments.named("a"), Experiments.named("b")), ROWS))
        .containsExactlyInAnyOrder("a 0", "a 1", "a 2", "b 0", "b 1", "b 2");
  }

  @Test
  void aSampleIsAllThatItsExperimentMeets() {
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("some").sample(2, 0),
            Experiments.named("none").sample(),
            Experiments.named("all"));

    assertThat(pairs(plan, ROWS))
        .containsExactlyInAnyOrder("some 0", "some 2", "all 0", "all 1", "all 2");
  }

  @Test
  void experimentsMeetTheRowsOfTheirOwnDatasetOnly() {
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("here").on("here").sample(0), Experiments.named("there").on("there"));

    assertThat(
            pairs(
                plan,
                List.of(
                    plain(Records.row("here", 0, "q")),
                    plain(Records.row("here", 1, "q")),
                    plain(Records.row("there", 0, "q")),
                    plain(Records.row("nowhere", 0, "q")))))
        .containsExactlyInAnyOrder("here 0", "there 0");
  }

  @Test
  void aSuppliedAnswerGoesToTheExperimentsOfItsVariant() {
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("mine").variant("v1").supplied(),
            Experiments.named("mine again").variant("v1").repeat(1).supplied(),
            Experiments.named("called").variant("v2"));
    DatasetRow row =
        new DatasetRow(Records.row(0, "q"), Map.of("v1", Records.supplied("the answer")));

    assertThat(trials(plan, List.of(row)))
        .containsExactlyInAnyOrder(
            new Trial("mine", row.row(), Records.supplied("the answer")),
            new Trial("mine again", row.row(), Records.supplied("the answer")),
            new Trial("called", row.row(), null));
  }

  @Test
  void experimentsOfOtherLanesAreLeftOut() {
    EvaluationPlan plan =
        Experiments.plan(Experiments.named("a"), Experiments.named("b"), Experiments.named("c"));

    assertThat(trials(plan, List.of("a", "c"), List.of(ROWS.get(1))))
        .extracting(Trial::experiment)
        .containsExactlyInAnyOrder("a", "c");
  }

  private static DatasetRow plain(Row row) {
    return new DatasetRow(row, Map.of());
  }

  private static List<String> pairs(EvaluationPlan plan, List<DatasetRow> rows) {
    return trials(plan, rows).stream()
        .map(trial -> trial.experiment() + " " + trial.row().numLine())
        .toList();
  }

  private static List<Trial> trials(EvaluationPlan plan, List<DatasetRow> rows) {
    return trials(
        plan,
        plan.experiments().stream().map(planned -> planned.experiment().name()).toList(),
        rows);
  }

  private static List<Trial> trials(
      EvaluationPlan plan, List<String> experiments, List<DatasetRow> rows) {
    return TestPipelines.outputOfBatches(
        pipeline ->
            pipeline
                .apply(Batches.of(DatasetRow.class, rows))
                .apply(PairTrials.of(plan, experiments)));
  }
}
