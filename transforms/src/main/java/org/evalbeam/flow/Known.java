package org.evalbeam.flow;

import org.jspecify.annotations.Nullable;

/** Figures of which some are not known, and figures that can't be given. */
final class Known {

  private Known() {}

  /** The sum of what is known; null where neither is. */
  static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    return a == null ? b : b == null ? a : Long.valueOf(a + b);
  }

  /** The sum of what is known; null where neither is. */
  static @Nullable Double sum(@Nullable Double a, @Nullable Double b) {
    return a == null ? b : b == null ? a : Double.valueOf(a + b);
  }

  /** The figure; null where it is no finite number. */
  static @Nullable Double figure(double figure) {
    return Double.isFinite(figure) ? Double.valueOf(figure) : null;
  }
}
