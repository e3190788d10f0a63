package org.evalbeam.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Tells what the figures were measured on, and how busy it was with other things. */
final class Machine {

  private Machine() {}

  static String described() {
    return String.format(
        Locale.ROOT,
        "%d cores, %s %s, Java %s",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.version());
  }

  /** Processes that ran or wanted to, on average of the last minute; negative where unknown. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
