package org.evalbeam.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.evalbeam.metric.Metric;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** What {@code metrics} prints and {@code docs/metrics.md} holds, from what metrics tell. */
final class MetricText {

  private MetricText() {}

  /** One line a metric. */
  static TextTable list(MetricRegistry metrics) {
    TextTable table =
        new TextTable().row("metric", "type", "range", "direction", "needs", "params", "scores");
    for (String name : metrics.names()) {
      MetricInfo info = metrics.find(name).orElseThrow().info();
      table.row(
          name,
          type(info),
          range(info),
          direction(info),
          listed(needs(info)),
          listed(params(info)),
          info.summary());
    }
    return table;
  }

  /** All there is to say of one. */
  static List<String> explained(Metric metric) {
    MetricInfo info = metric.info();
    List<String> lines = new ArrayList<>();
    lines.add(Printable.of(info.name() + ": " + info.summary()));
    lines.add("");
    lines.add("type:      " + type(info));
    lines.add("range:     " + range(info));
    lines.add("direction: " + direction(info));
    lines.add("needs:     " + listed(needs(info)));
    if (info.params().isEmpty()) {
      lines.add("params:    -");
    } else {
      lines.add("params:");
      info.params().forEach(param -> lines.add(Printable.of("  " + described(param))));
    }
    metric
        .prompts()
        .forEach(
            (name, text) -> {
              lines.add("");
              lines.add(Printable.of("prompt " + name + ":"));
              text.lines().forEach(line -> lines.add(Printable.of("  | " + line)));
            });
    return lines;
  }

  static String type(MetricInfo info) {
    return lowerCase(info.kind());
  }

  /** The range, and the unit where the score has one. */
  static String range(MetricInfo info) {
    String range = bound(info.min()) + " to " + bound(info.max());
    if (info.min() == null && info.max() == null) {
      range = "any";
    } else if (info.max() == null) {
      range = "from " + bound(info.min());
    }
    return info.unit() == null ? range : range + " " + info.unit();
  }

  static String direction(MetricInfo info) {
    return lowerCase(info.direction());
  }

  static List<String> needs(MetricInfo info) {
    return List.copyOf(new TreeSet<>(info.needs()));
  }

  static List<String> params(MetricInfo info) {
    return info.params().stream().map(MetricInfo.Param::name).toList();
  }

  static String described(MetricInfo.Param param) {
    String byDefault = param.byDefault();
    return "%s (%s; %s): %s"
        .formatted(
            param.name(),
            param.type(),
            byDefault == null ? "must be given" : "default " + byDefault,
            param.meaning());
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "-" : String.join(", ", names);
  }

  private static String bound(@Nullable Double bound) {
    if (bound == null) {
      return "any";
    }
    return bound == Math.rint(bound) ? Long.toString(Math.round(bound)) : bound.toString();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
