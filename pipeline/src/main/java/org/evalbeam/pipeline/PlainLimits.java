package org.evalbeam.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.evalbeam.endpoint.pacing.Limits;
import org.jspecify.annotations.Nullable;

/** An endpoint's limits in words. */
final class PlainLimits {

  private PlainLimits() {}

  /** Such as {@code 500 requests/min, 64 in flight}. */
  static String of(Limits limits) {
    List<String> parts = new ArrayList<>();
    add(parts, limits.requestsPerMinute(), " requests/min");
    add(parts, limits.tokensPerMinute(), " tokens/min");
    add(parts, limits.inputTokensPerMinute(), " tokens in/min");
    add(parts, limits.outputTokensPerMinute(), " tokens out/min");
    Integer inFlight = limits.maxInFlight();
    add(parts, inFlight == null ? null : Double.valueOf(inFlight), " in flight");
    return parts.isEmpty() ? "to be found" : String.join(", ", parts);
  }

  private static void add(List<String> parts, @Nullable Double limit, String unit) {
    if (limit != null) {
      parts.add("%,.0f%s".formatted(limit, unit));
    }
  }
}
