package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.evalbeam.dataset.Dataset;
import org.evalbeam.dataset.Format;
import org.evalbeam.endpoint.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run wants of each endpoint, told from its rows alone. */
class PlannedCallsTest {

  private static final Endpoint MODEL = Experiments.endpoint(Experiments.URL, "m", 1);
  private static final Endpoint JUDGE = Experiments.endpoint(Experiments.URL, "j", 1);

  @Test
  void samplesLimitsAndRepeatsOfTheJudgeCount(@TempDir Path folder) throws IOException {
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("all").at(MODEL).judgedBy(JUDGE).metrics("judge_exactness"),
            Experiments.named("sampled").at(MODEL).sample(0, 2, 4).metrics("output_length"),
            Experiments.named("thrice")
                .at(MODEL)
                .judgedBy(JUDGE)
                .judgeRepeats(3)
                .metrics("judge_exactness", "output_length"));
    Path file = Files.writeString(folder.resolve("rows.csv"), "query\n1\n2\n3\n4\n5\n");
    Dataset dataset =
        new Dataset(Records.DATASET, null, file.toString(), Format.CSV, Map.of(), null);
    List<DatasetSource> sources = List.of(new DatasetSource(dataset, null));

    assertThat(PlannedCalls.of(plan, sources, null))
        .containsOnlyKeys(MODEL, JUDGE)
        .containsEntry(MODEL, 5L + 3 + 5)
        .containsEntry(JUDGE, 5L + 15);
    assertThat(PlannedCalls.of(plan, sources, 2))
        .containsEntry(MODEL, 2L + 1 + 2)
        .containsEntry(JUDGE, 2L + 6);
  }
}
