package org.evalbeam.pipeline.report;

import com.fasterxml.jackson.databind.JsonNode;
import org.evalbeam.pipeline.report.view.MetricView;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest says of a metric.
 *
 * @param alias the metric as shown
 * @param name name of its rule
 * @param kind judge, text or ops
 * @param min lowest score; null where there is none
 * @param max highest score; null where there is none
 * @param direction up, down or neutral
 * @param unit unit of the score; null where it has none
 */
record MetricFacts(
    String alias,
    String name,
    String kind,
    @Nullable Double min,
    @Nullable Double max,
    String direction,
    @Nullable String unit) {

  static MetricFacts of(String alias, JsonNode facts) {
    return new MetricFacts(
        alias,
        facts.path("name").asText(alias),
        facts.path("kind").asText(""),
        number(facts.path("min")),
        number(facts.path("max")),
        facts.path("direction").asText("neutral"),
        facts.path("unit").isTextual() ? facts.path("unit").asText() : null);
  }

  private static @Nullable Double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : null;
  }

  /** Whether one score can be better than another. */
  boolean hasDirection() {
    return !direction.equals("neutral");
  }

  /** Whether it tells how good answers are, rather than what they took. */
  boolean isQuality() {
    return hasDirection() && !kind.equals("ops");
  }

  /** A score turned so that the larger is the better; the same where neither is. */
  double turned(double score) {
    return direction.equals("down") ? -score : score;
  }

  /**
   * How bad a score is.
   *
   * @param low lowest score that counts
   * @param high highest score that counts
   * @return from 0 for the best to 1 for the worst; 0 where scores have no direction
   */
  double badness(double score, double low, double high) {
    if (!hasDirection() || !(high > low)) {
      return 0;
    }
    double share = Math.min(1, Math.max(0, (score - low) / (high - low)));
    return direction.equals("down") ? share : 1 - share;
  }

  MetricView view() {
    String arrow =
        switch (direction) {
          case "up" -> "↑";
          case "down" -> "↓";
          default -> "";
        };
    String hint =
        switch (direction) {
          case "up" -> "higher is better";
          case "down" -> "lower is better";
          default -> "neither way is better";
        };
    String range = min == null || max == null ? "" : ", from " + whole(min) + " to " + whole(max);
    return new MetricView(
        LegibleText.of(alias), arrow, hint + range + (unit == null ? "" : ", in " + unit));
  }

  private static String whole(double end) {
    return end == Math.rint(end) ? String.valueOf((long) end) : String.valueOf(end);
  }
}
