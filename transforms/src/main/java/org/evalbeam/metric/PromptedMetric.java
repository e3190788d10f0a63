package org.evalbeam.metric;

import java.util.Map;

/** What metrics have in common whose judge reads one prompt, of the metric's own name. */
abstract class PromptedMetric implements Metric {

  private final MetricInfo info;
  private final String text;

  PromptedMetric(MetricInfo info, Prompts prompts) {
    this.info = info;
    this.text = prompts.text(info.name());
  }

  @Override
  public final MetricInfo info() {
    return info;
  }

  @Override
  public final Map<String, String> prompts() {
    return Map.of(info.name(), text);
  }
}
