package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.evalbeam.endpoint.Endpoint;
import org.junit.jupiter.api.Test;

/** What a run wants of each endpoint, told from the sizes of its datasets alone. */
class PlannedCallsTest {

  private static final Endpoint MODEL = Experiments.endpoint(Experiments.URL, "m", 1);
  private static final Endpoint JUDGE = Experiments.endpoint(Experiments.URL, "j", 1);

  @Test
  void samplesLimitsAndRepeatsOfTheJudgeCount() {
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("all").at(MODEL).judgedBy(JUDGE).metrics("judge_exactness"),
            Experiments.named("sampled").at(MODEL).sample(0, 2, 4).metrics("output_length"),
            Experiments.named("thrice")
                .at(MODEL)
                .judgedBy(JUDGE)
                .judgeRepeats(3)
                .metrics("judge_exactness", "output_length"));
    Map<String, Integer> sizes = Map.of(Records.DATASET, 5);

    assertThat(PlannedCalls.of(plan, sizes, null))
        .containsOnlyKeys(MODEL, JUDGE)
        .containsEntry(MODEL, 5L + 3 + 5)
        .containsEntry(JUDGE, 5L + 15);
    assertThat(PlannedCalls.of(plan, sizes, 2))
        .containsEntry(MODEL, 2L + 1 + 2)
        .containsEntry(JUDGE, 2L + 6);
  }
}
