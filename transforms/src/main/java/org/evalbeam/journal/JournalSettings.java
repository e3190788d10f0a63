package org.evalbeam.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a journal takes from its surroundings.
 *
 * @param clock tells the time
 * @param limits when a segment is uploaded that is still on this machine
 * @param temporary folder for copies of what is kept elsewhere
 * @param warnings takes warnings, which never hold content of entries
 */
record JournalSettings(
    InstantSource clock, RollLimits limits, Path temporary, Consumer<String> warnings) {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  static final JournalSettings DEFAULT =
      new JournalSettings(
          InstantSource.system(),
          new RollLimits(Duration.ofSeconds(60), 4096, 16 << 20),
          Path.of(System.getProperty("java.io.tmpdir", ".")),
          LOG::warn);

  /** Tells of something that costs replies, yet not the run. */
  void warn(String warning) {
    warnings.accept(warning);
  }
}
