package org.evalbeam.pipeline.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * With how many digits the scores of one cell are written, on the page as on a terminal: a mean,
 * its deviation and its interval alike, as the largest of them needs. That one has at least two
 * digits that aren't leading zeros, however small its unit.
 */
public final class Digits {

  private static final String THREE_DECIMALS = "%.3f";
  private static final String POWER_OF_TEN = "%.2e";

  private final String pattern;

  private Digits(String pattern) {
    this.pattern = pattern;
  }

  /** The digits for these figures; null stands for one that isn't there. */
  public static Digits of(@Nullable Double... figures) {
    double size = 0;
    for (Double figure : figures) {
      size = figure == null ? size : Math.max(size, Math.abs(figure));
    }
    return new Digits(pattern(size));
  }

  /** The limits are where the next pattern would write two digits, since it rounds up. */
  private static String pattern(double size) {
    if (size == 0) {
      return THREE_DECIMALS;
    }
    if (size < 0.001 || size >= 1e9) {
      return POWER_OF_TEN;
    }
    if (size < 0.0095) {
      return "%.4f";
    }
    return size >= 10_000 ? "%,.0f" : size >= 100 ? "%.1f" : THREE_DECIMALS;
  }

  /** Writes one of the figures. */
  public String write(double figure) {
    return String.format(
        Locale.ROOT,
        figure == 0 && pattern.equals(POWER_OF_TEN) ? THREE_DECIMALS : pattern,
        figure);
  }

  /** An interval as it stands behind its mean on a terminal; empty where an end isn't there. */
  public String interval(@Nullable Double low, @Nullable Double high) {
    return low == null || high == null ? "" : " [" + write(low) + ", " + write(high) + "]";
  }
}
