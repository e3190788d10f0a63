package org.evalbeam.pipeline;

import picocli.CommandLine.Option;

/** What the statistics of a run aim at. */
final class StatisticsOptions {

  @Option(
      names = "--target-width",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "How closely a difference of variants is to be known: the half width of its interval, as a"
              + " share of the metric's range. The advice on more rows or repeats aims at it."
              + " Default: ${DEFAULT-VALUE}.")
  double targetWidth = 0.05;

  void check() throws UsageException {
    if (!(targetWidth > 0 && targetWidth <= 1)) {
      throw new UsageException(
          "--target-width: found " + targetWidth + "; a number above 0, up to 1, is allowed");
    }
  }
}
