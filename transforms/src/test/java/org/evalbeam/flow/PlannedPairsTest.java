package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.evalbeam.spec.MetricCall;
import org.junit.jupiter.api.Test;

class PlannedPairsTest {

  private static Experiments asking(String name, String variant, int repeat) {
    return Experiments.named(name)
        .label(variant)
        .repeat(repeat)
        .judgedBy(Experiments.endpoint(Experiments.URL, "j", 4))
        .metrics("judge_pairwise", "output_length");
  }

  private static List<String> pairs(Experiments... experiments) {
    EvaluationPlan plan = Experiments.plan(experiments);
    return new PlannedPairs(plan, new BoundMetrics(plan))
        .all().stream()
            .map(pair -> pair.a().experiment().name() + " " + pair.b().experiment().name())
            .toList();
  }

  @Test
  void variantsMeetInTheSameRepeatInTheOrderOfTheSpec() {
    assertThat(
            pairs(
                asking("a0", "a", 0),
                asking("a1", "a", 1),
                asking("b0", "b", 0),
                asking("b1", "b", 1),
                asking("c0", "c", 0)))
        .containsExactly("a0 b0", "a0 c0", "a1 b1", "b0 c0");
  }

  @Test
  void aPairHasTheSameFirstVariantInEveryRepeat() {
    assertThat(
            pairs(
                asking("a0", "a", 0),
                asking("b0", "b", 0),
                asking("b1", "b", 1),
                asking("a1", "a", 1)))
        .containsExactly("a0 b0", "a1 b1");
  }

  @Test
  void othersAreNotCompared() {
    assertThat(
            pairs(
                asking("a", "a", 0),
                asking("elsewhere", "b", 0).on("another"),
                asking("unasked", "c", 0).metrics("output_length"),
                asking("other judge", "d", 0)
                    .judgedBy(Experiments.endpoint(Experiments.URL, "k", 4)),
                asking("asked twice", "e", 0).judgeRepeats(2),
                asking("other params", "f", 0).calls(pairwise("criteria", "short"))))
        .isEmpty();
  }

  @Test
  void aBaselineMeetsEachOther() {
    MetricCall call = pairwise("baseline", "b");
    assertThat(
            pairs(
                asking("a", "a", 0).calls(call),
                asking("b", "b", 0).calls(call),
                asking("c", "c", 0).calls(call)))
        .containsExactly("a b", "b c");
  }

  @Test
  void judgesHaveLanesOfTheirOwn() {
    EvaluationPlan plan =
        Experiments.plan(
            asking("a", "a", 0),
            asking("b", "b", 0),
            asking("c", "c", 0).judgedBy(Experiments.endpoint(Experiments.URL, "k", 7)),
            asking("d", "d", 0).judgedBy(Experiments.endpoint(Experiments.URL, "k", 7)));
    Lanes lanes = Lanes.ofPairs(plan, new PlannedPairs(plan, new BoundMetrics(plan)));

    assertThat(lanes.count()).isEqualTo(2);
    assertThat(List.of("a", "b", "c", "d")).extracting(lanes::of).containsExactly(0, 0, 1, 1);
    assertThat(lanes.openTasks(1)).isEqualTo(7);
    assertThat(lanes.name(1)).isNotEqualTo(new Lanes(plan).name(1));
  }

  private static MetricCall pairwise(String param, String value) {
    return new MetricCall(
        "judge_pairwise", Map.of(param, TextNode.valueOf(value)), "judge_pairwise");
  }
}
