package org.evalbeam.pipeline.simulate.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

  private static final int CALLS = 10_000;

  private static FaultPlan plan(long seed, String... rules) {
    return FaultPlan.of(seed, List.of(rules).stream().map(FaultRule::parse).toList());
  }

  private static List<Integer> struckIds(FaultPlan plan, int attempt) {
    return IntStream.range(0, CALLS)
        .filter(id -> plan.strike(CALLS - id, "id-" + id, attempt) != null)
        .boxed()
        .toList();
  }

  @Test
  void aShareOfTheCallsIsStruckTheSameOnesInAnyOrder() {
    List<Integer> struck = struckIds(plan(1, "reset:0.2"), 1);

    assertThat(struck.size()).isBetween(1_880, 2_120);
    assertThat(struckIds(plan(1, "reset:0.2"), 1)).isEqualTo(struck);
    assertThat(struckIds(plan(2, "reset:0.2"), 1)).isNotEqualTo(struck);
    assertThat(struckIds(plan(1, "html:0.2"), 1)).isNotEqualTo(struck);
  }

  @Test
  void anotherAttemptIsAnotherDrawUnlessItIsSpared() {
    List<Integer> first = struckIds(plan(1, "reset:0.2"), 1);
    List<Integer> both =
        struckIds(plan(1, "reset:0.2"), 2).stream().filter(first::contains).toList();

    assertThat(both.size()).isBetween(320, 480);
    assertThat(struckIds(plan(1, "reset:0.2:once"), 1)).isEqualTo(first);
    assertThat(struckIds(plan(1, "reset:0.2:once"), 2)).isEmpty();
  }

  @Test
  void callsWithoutIdAreDrawnByTheirNumber() {
    FaultPlan plan = plan(1, "reset:0.5");

    assertThat(LongStream.range(1, 1_000).filter(n -> plan.strike(n, "", 1) != null).count())
        .isBetween(420L, 580L);
  }

  @Test
  void ofTheRulesThatApplyTheFirstCounts() {
    FaultPlan plan = plan(0, "hang@3", "html@2-4", "reset@4-");
    List<@Nullable Fault> struck =
        LongStream.rangeClosed(1, 6).mapToObj(n -> plan.strike(n, "x", 1)).toList();

    assertThat(struck.stream().map(it -> Objects.toString(it, "")).toList())
        .containsExactly("", "HTML", "HANG", "HTML", "RESET", "RESET");
    assertThat(FaultPlan.none().strike(1, "x", 1)).isNull();
  }
}
