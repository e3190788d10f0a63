package org.evalbeam.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Benchmark BENCHMARK =
      new Benchmark() {
        @Override
        public String name() {
          return "speed";
        }

        @Override
        public String description() {
          return "fast";
        }

        @Override
        public List<Figure> measure(Bench bench) {
          return List.of();
        }
      };

  private static List<Figure> round(double seconds, double ratio) {
    return List.of(
        Figure.seconds("span", seconds),
        Figure.ratio("share", ratio).against(Bar.atLeast(0.9)),
        Figure.ratio("excess", ratio).against(Bar.atMost(0.9)));
  }

  @Test
  void theMedianOfTheRoundsIsHeldAgainstTheBar() {
    List<String> report =
        Report.of(BENCHMARK, List.of(round(12.34, 0.95), round(11.0, 0.8), round(101, 0.91)));

    assertThat(report).hasSize(5);
    assertThat(report.get(0)).isEqualTo("speed: fast");
    assertThat(report.get(2).split(" {2,}")).containsExactly("span", "12.3 s", "11.0 – 101");
    assertThat(report.get(3).split(" {2,}"))
        .containsExactly("share", "0.910", "0.800 – 0.950", "≥ 0.90", "yes");
    assertThat(report.get(4).split(" {2,}"))
        .containsExactly("excess", "0.910", "0.800 – 0.950", "≤ 0.90", "NO");
  }

  @Test
  void anEvenNumberOfRoundsHasTheMeanOfTheMiddleTwo() {
    assertThat(Report.median(new double[] {1, 2, 4, 9})).isEqualTo(3);
  }
}
