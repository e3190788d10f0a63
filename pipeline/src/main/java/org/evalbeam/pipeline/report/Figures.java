package org.evalbeam.pipeline.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as they are written on the page: one way for each kind. */
final class Figures {

  /** What stands where there is no figure. */
  static final String NONE = "–";

  private Figures() {}

  /** A score or a mean, by itself. */
  static String score(@Nullable Double value) {
    return score(value, Digits.of(value));
  }

  /** A score or a mean among others. */
  static String score(@Nullable Double value, Digits digits) {
    return value == null || !Double.isFinite(value) ? NONE : digits.write(value).replace('-', '−');
  }

  /** A difference among others, with its sign. */
  static String signed(@Nullable Double value, Digits digits) {
    return value != null && value > 0 ? "+" + score(value, digits) : score(value, digits);
  }

  /** A p-value. */
  static String chance(@Nullable Double value) {
    if (value == null) {
      return NONE;
    }
    return value < 0.001
        ? "p\u00a0<\u00a00.001"
        : String.format(Locale.ROOT, "p\u00a0=\u00a0%.3f", value);
  }

  /** A count. */
  static String count(@Nullable Long value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%,d", value);
  }

  /** Money, of whatever currency. */
  static String money(@Nullable Double value) {
    if (value == null) {
      return NONE;
    }
    return String.format(Locale.ROOT, value == 0 || value >= 0.01 ? "%,.2f" : "%.2e", value);
  }

  /** A length or place in a drawing. */
  static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
