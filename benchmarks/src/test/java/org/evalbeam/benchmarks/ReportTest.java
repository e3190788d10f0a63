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

  @Test
  void whatIsCountedHasNoFractions() {
    List<List<Figure>> rounds =
        List.of(
            List.of(Figure.calls("again", 3).against(Bar.atMost(64))),
            List.of(Figure.calls("again", 128).against(Bar.atMost(64))));

    assertThat(Report.of(BENCHMARK, rounds).get(2).split(" {2,}"))
        .containsExactly("again", "66 calls", "3 – 128", "≤ 64", "NO");
  }

  @Test
  void smallPercentagesKeepTheirDigits() {
    List<Figure> round = List.of(Figure.percent("refused", 0.0512).against(Bar.atMost(0.1)));

    assertThat(Report.of(BENCHMARK, List.of(round)).get(2).split(" {2,}"))
        .containsExactly("refused", "0.051 %", "≤ 0.10", "yes");
  }
}
