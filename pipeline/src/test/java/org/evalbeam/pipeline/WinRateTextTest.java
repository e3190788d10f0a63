package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.evalbeam.data.WinRate;
import org.evalbeam.pipeline.report.MadeUp;
import org.junit.jupiter.api.Test;

/** The win rates' lines as they stand on a terminal, to the letter. */
class WinRateTextTest {

  @Test
  void aTinyChanceIsNotZero() {
    WinRate rate =
        MadeUp.of(WinRate.class)
            .row(
                Map.of(
                    "variantA",
                    "x",
                    "variantB",
                    "y",
                    "wins",
                    30L,
                    "winRate",
                    0.75,
                    "intervalLow",
                    0.6,
                    "intervalHigh",
                    0.8571,
                    "pHolm",
                    0.000012,
                    "better",
                    "x"));

    assertThat(WinRateText.of(List.of(rate)).lines().skip(2).findFirst())
        .get()
        .asString()
        .startsWith("x  y  0.750 [0.600, 0.857]")
        .contains("  1.20e-05  x");
  }
}
