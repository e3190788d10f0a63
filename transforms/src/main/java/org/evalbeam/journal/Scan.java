package org.evalbeam.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What going through a segment came to.
 *
 * @param end offset behind the last line, from where a segment that has grown is read on
 * @param entries entries that were read
 * @param skipped lines that could not be read as what was written
 * @param skippedBytes bytes of these and of what was not read at all
 * @param reason why not all of the file was read, or null if it was
 */
record Scan(long end, long entries, long skipped, long skippedBytes, @Nullable String reason) {

  /** Tells how much was skipped, never what stands in it; empty if nothing was. */
  Optional<String> warning() {
    if (reason == null && skipped == 0) {
      return Optional.empty();
    }
    String lines =
        skipped == 1 ? "1 unreadable entry" : "%,d unreadable entries".formatted(skipped);
    return Optional.of(
        "skipped %s, %,d bytes in all%s"
            .formatted(lines, skippedBytes, reason == null ? "" : "; " + reason));
  }
}
