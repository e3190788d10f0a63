package org.evalbeam.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Property
  void everyScoreIsCounted(
      @ForAll @DoubleRange(min = -5, max = 5) double low,
      @ForAll @DoubleRange(min = 0, max = 9) double span,
      @ForAll List<@DoubleRange(min = -20, max = 20) Double> scores) {
    Histogram histogram = new Histogram(new Results.Range(low, low + span));
    scores.forEach(histogram::add);

    assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(scores.size());
  }

  @Test
  void wholeNumbersHaveAPartEach() {
    Histogram histogram = new Histogram(new Results.Range(1, 10));
    for (int score = 1; score <= 10; score++) {
      histogram.add(score);
    }

    assertThat(histogram.counts()).hasSize(10).containsOnly(1);
  }

  @Test
  void theEndsOfARangeAreItsOuterParts() {
    Histogram histogram = new Histogram(new Results.Range(0, 1));
    histogram.add(0);
    histogram.add(1);

    assertThat(histogram.counts()).hasSize(20).startsWith(1).endsWith(1);
  }
}
