package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Summary;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.pipeline.report.MadeUp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The summary's cells as they stand on a terminal, to the letter. */
class SummaryTextTest {

  private static final MadeUp<Summary> SUMMARIES = MadeUp.of(Summary.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.85       | 0.0707     | 0.850 ± 0.071
          0.85       | 0.0001     | 0.850 ± 0.000
          0          | 0          | 0.000 ± 0.000
          0          | 0.5        | 0.000 ± 0.500
          99.5       | 12.345     | 99.500 ± 12.345
          250        | 12.345     | 250.0 ± 12.3
          12345.6    | 12.345     | 12,346 ± 12
          2.307e-5   | 1.042e-7   | 2.31e-05 ± 1.04e-07
          2.307e-5   | 0          | 2.31e-05 ± 0.000
          -2.307e-5  | 2e-5       | -2.31e-05 ± 2.00e-05
          0.00042    | 0.00001    | 4.20e-04 ± 1.00e-05
          0.0042     | 0.00123    | 0.0042 ± 0.0012
          0.00949    | 0.00123    | 0.0095 ± 0.0012
          0.0095     | 0.00123    | 0.010 ± 0.001
          1e200      | 1e199      | 1.00e+200 ± 1.00e+199
          """)
  void aMeanAndItsDeviationHaveTheDigitsThatTheyNeed(double mean, double std, String cell) {
    assertThat(cell(MetricInfo.Kind.OPS, Map.of("mean", mean, "std", std))).isEqualTo(cell);
  }

  @Test
  void anIntervalHasTheDigitsOfItsMean() {
    Map<String, Double> ends = Map.of("intervalLow", 0.0000012, "intervalHigh", 0.000034);
    Map<String, Double> known = new HashMap<>(ends);
    known.put("mean", 0.000023);

    assertThat(cell(MetricInfo.Kind.TEXT, known)).isEqualTo("2.30e-05 [1.20e-06, 3.40e-05]");
    known.put("mean", 0.0);
    known.put("intervalHigh", 0.161);
    assertThat(cell(MetricInfo.Kind.TEXT, known)).isEqualTo("0.000 [0.000, 0.161]");
    assertThat(cell(MetricInfo.Kind.OPS, known)).isEqualTo("0.000");
  }

  private static String cell(MetricInfo.Kind kind, Map<String, Double> figures) {
    Map<String, Object> row = new HashMap<>(figures);
    row.put("variant", "v");
    row.put("metric", "m");
    MetricInfo metric =
        new MetricInfo(
            "m", kind, null, null, MetricInfo.Direction.DOWN, null, Set.of(), List.of(), "");
    return SummaryText.of(List.of(SUMMARIES.row(row)), Map.of("m", metric))
        .lines()
        .skip(2)
        .findFirst()
        .orElseThrow()
        .replaceFirst("^v *", "");
  }
}
