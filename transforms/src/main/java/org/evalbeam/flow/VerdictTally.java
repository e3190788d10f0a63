package org.evalbeam.flow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Preferred;
import org.jspecify.annotations.Nullable;

/** Counts what preferences between two variants came to, and whether the order moved the judge. */
final class VerdictTally {

  private static final int WIN = 0;
  private static final int TIE = 1;
  private static final int LOSS = 2;
  private static final int IDENTICAL = 3;
  private static final int INCONSISTENT = 4;
  private static final int FIRST = 5;
  private static final int SECOND = 6;
  private static final int NEITHER = 7;
  private static final int COUNTS = 8;

  private final long[] counts = new long[COUNTS];

  void add(Preference seen) {
    Preferred outcome = seen.outcome();
    if (outcome == null) {
      return;
    }
    counts[place(outcome)]++;
    counts[IDENTICAL] += seen.identical() ? 1 : 0;
    counts[INCONSISTENT] += Boolean.FALSE.equals(seen.consistent()) ? 1 : 0;
    addVerdict(seen.verdictAFirst(), Preferred.A);
    addVerdict(seen.verdictBFirst(), Preferred.B);
  }

  private static int place(Preferred outcome) {
    return switch (outcome) {
      case A -> WIN;
      case TIE -> TIE;
      case B -> LOSS;
    };
  }

  private void addVerdict(@Nullable Preferred verdict, Preferred shownFirst) {
    if (verdict != null) {
      counts[verdict == Preferred.TIE ? NEITHER : verdict == shownFirst ? FIRST : SECOND]++;
    }
  }

  void merge(VerdictTally other) {
    Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
  }

  /** Outcomes of this kind. */
  long outcomes(Preferred outcome) {
    return counts[place(outcome)];
  }

  /** Ties of equal texts. */
  long identical() {
    return counts[IDENTICAL];
  }

  /** Outcomes whose two verdicts differ. */
  long inconsistent() {
    return counts[INCONSISTENT];
  }

  /** Verdicts for the answer that stood first, of outcomes. */
  long first() {
    return counts[FIRST];
  }

  /** Verdicts for the one that stood second. */
  long second() {
    return counts[SECOND];
  }

  /** Verdicts for neither. */
  long neither() {
    return counts[NEITHER];
  }

  void write(DataOutput out) throws IOException {
    for (long count : counts) {
      out.writeLong(count);
    }
  }

  static VerdictTally read(DataInput in) throws IOException {
    VerdictTally read = new VerdictTally();
    for (int i = 0; i < COUNTS; i++) {
      read.counts[i] = in.readLong();
    }
    return read;
  }
}
