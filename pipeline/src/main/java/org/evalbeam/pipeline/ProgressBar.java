package org.evalbeam.pipeline;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import org.evalbeam.flow.CallProgress;

/** How far a run is, all endpoints together, in one line. */
final class ProgressBar {

  private static final int LENGTH = 24;

  private ProgressBar() {}

  /**
   * The line.
   *
   * @param calls how far the calls to each endpoint are
   * @param planned calls that the run wants; some metrics ask more often than it knows
   */
  static String of(Collection<CallProgress> calls, long planned) {
    CallProgress all = calls.stream().reduce(CallProgress.NONE, CallProgress::plus);
    long done = all.done();
    long most = Math.max(planned, done);
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
    if (done < most && all.perSecond() > 0) {
      double seconds = Math.ceil((most - done) / all.perSecond());
      line.append("  ").append(ShownTime.of(Duration.ofSeconds((long) seconds))).append(" left");
    }
    return line.toString();
  }
}
