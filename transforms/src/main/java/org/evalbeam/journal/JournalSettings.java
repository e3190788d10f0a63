package org.evalbeam.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a journal takes from its surroundings.
 *
 * @param clock tells the time of day
 * @param nanoTime tells nanoseconds of a clock that never jumps
 * @param limits when a segment is uploaded that is still on this machine
 * @param temporary folder for copies of what is kept elsewhere
 * @param warnings takes warnings, which never hold content of entries
 */
record JournalSettings(
    InstantSource clock,
    LongSupplier nanoTime,
    RollLimits limits,
    Path temporary,
    Consumer<String> warnings) {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  static final JournalSettings DEFAULT =
      new JournalSettings(
          InstantSource.system(),
          System::nanoTime,
          new RollLimits(Duration.ofSeconds(60), 4096, 16 << 20),
          Path.of(System.getProperty("java.io.tmpdir", ".")),
          LOG::warn);

  /** Tells of something that costs replies, yet not the run. */
  void warn(String warning) {
    warnings.accept(warning);
  }
}
