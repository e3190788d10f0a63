package org.evalbeam.metric;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Row;
import org.evalbeam.metric.text.LastNumber;

/**
 * {@code numeric_match}: the last number of the output is the last of the expected answer, give or
 * take a tolerance. An output without a number is the model's failure and scores 0.
 */
final class NumericMatch {

  private static final String TOLERANCE = "tolerance";
  private static final String RELATIVE = "relative_tolerance";

  private static final MetricInfo INFO =
      MetricInfo.ofTexts(
          "numeric_match",
          1,
          List.of(
              new MetricInfo.Param(
                  TOLERANCE, "number from 0", "0", "how far the numbers may be apart"),
              new MetricInfo.Param(
                  RELATIVE, "number from 0", "0", "the same, as a share of the expected number")),
          "Is the last number in the output the expected one?");

  private NumericMatch() {}

  static Metric metric() {
    return ComputedMetric.withParams(INFO, NumericMatch::rule);
  }

  private static Function<Subject, Score> rule(Params params) {
    BigDecimal tolerance = BigDecimal.valueOf(params.notNegative(TOLERANCE, 0));
    BigDecimal relative = BigDecimal.valueOf(params.notNegative(RELATIVE, 0));
    return subject -> {
      Optional<BigDecimal> expected = LastNumber.in(subject.required(Row.OUTPUT_TRUE));
      if (expected.isEmpty()) {
        return Score.failed(
            FailureReason.MISSING_FIELD, "field '" + Row.OUTPUT_TRUE + "' holds no number");
      }
      Optional<BigDecimal> found = LastNumber.in(subject.required(Subject.OUTPUT));
      if (found.isEmpty()) {
        return Score.of(0, "no number found");
      }
      BigDecimal allowed = tolerance.max(relative.multiply(expected.get().abs()));
      BigDecimal apart = found.get().subtract(expected.get()).abs();
      return Score.of(apart.compareTo(allowed) <= 0 ? 1 : 0, "number " + found.get());
    };
  }
}
