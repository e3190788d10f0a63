package org.evalbeam.metric.footprint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalbeam.data.ModelSize;

/**
 * The size that a model's name tells: {@code 8B}, {@code 0.5b}, {@code 270m}, {@code 8x7B} (a
 * mixture of eight experts, two of which are active), {@code 30B-A3B} (30 billion, 3 active).
 */
public final class SizeInName {

  private static final Pattern SIZE =
      Pattern.compile(
          "(?<![A-Za-z0-9.])(?:(\\d{1,2})x)?(\\d{1,4}(?:\\.\\d{1,2})?)([bm])"
              + "(?:-a(\\d{1,3}(?:\\.\\d{1,2})?)b)?(?![A-Za-z0-9])",
          Pattern.CASE_INSENSITIVE);

  private static final int ACTIVE_EXPERTS = 2;

  private SizeInName() {}

  /** The first size in a name; empty where it tells none. */
  public static Optional<ModelSize> of(String name) {
    Matcher size = SIZE.matcher(name);
    if (!size.find()) {
      return Optional.empty();
    }
    double one =
        Double.parseDouble(size.group(2)) / (size.group(3).equalsIgnoreCase("m") ? 1000 : 1);
    int experts = size.group(1) == null ? 1 : Integer.parseInt(size.group(1));
    double total = one * experts;
    double active =
        size.group(4) == null
            ? one * Math.min(experts, ACTIVE_EXPERTS)
            : Double.parseDouble(size.group(4));
    return total > 0 && active > 0 && active <= total
        ? Optional.of(new ModelSize(active, active, total, total))
        : Optional.empty();
  }
}
