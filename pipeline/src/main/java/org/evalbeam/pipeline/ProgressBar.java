package org.evalbeam.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.evalbeam.flow.CallProgress;

/** How far a run is, all endpoints together, in one line. */
final class ProgressBar {

  private static final int LENGTH = 24;

  private ProgressBar() {}

  /**
   * The calls to one endpoint.
   *
   * @param calls how far they are
   * @param planned calls that the run wants; some metrics ask more often than it knows
   */
  record Part(CallProgress calls, long planned) {

    long most() {
      return Math.max(planned, calls.done());
    }

    /** Seconds until its end; 0 where that isn't known. */
    double secondsLeft() {
      double rate = calls.perSecond();
      return rate == 0 ? 0 : Math.ceil((most() - calls.done()) / rate);
    }
  }

  /** The line; endpoints are called side by side, so that the slowest tells the time left. */
  static String of(List<Part> parts) {
    CallProgress all =
        parts.stream().map(Part::calls).reduce(CallProgress.NONE, CallProgress::plus);
    long done = all.done();
    long most = parts.stream().mapToLong(Part::most).sum();
    double share = most == 0 ? 0 : (double) done / most;
    int full = (int) (share * LENGTH);
    StringBuilder line = new StringBuilder();
    line.append('[').append("#".repeat(full)).append("-".repeat(LENGTH - full)).append("] ");
    line.append(
        String.format(
            Locale.ROOT,
            "%3d %%  %,d of %,d calls  %.1f/s",
            (int) (share * 100),
            done,
            most,
            all.perSecond()));
    if (all.failed() > 0) {
      line.append(String.format(Locale.ROOT, "  %,d failed", all.failed()));
    }
    double left = parts.stream().mapToDouble(Part::secondsLeft).max().orElse(0);
    if (left > 0) {
      line.append("  ").append(ShownTime.of(Duration.ofSeconds((long) left))).append(" left");
    }
    return line.toString();
  }
}
