package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.evalbeam.metric.Metric;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricRegistry;

/** What {@code metrics --json} prints, for scripts: all that {@link MetricText} shows. */
final class MetricJson {

  private MetricJson() {}

  /** All metrics, without their prompts. */
  static ObjectNode list(MetricRegistry metrics) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("metrics");
    metrics.names().forEach(name -> list.add(described(metrics.find(name).orElseThrow().info())));
    return json;
  }

  /** One metric, with the texts that its judge is asked with. */
  static ObjectNode explained(Metric metric) {
    ObjectNode json = described(metric.info());
    ObjectNode prompts = json.putObject("prompts");
    metric.prompts().forEach(prompts::put);
    return json;
  }

  private static ObjectNode described(MetricInfo info) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", info.name())
            .put("type", MetricText.type(info))
            .put("min", info.min())
            .put("max", info.max())
            .put("unit", info.unit())
            .put("direction", MetricText.direction(info));
    MetricText.needs(info).forEach(json.putArray("needs")::add);
    ArrayNode params = json.putArray("params");
    for (MetricInfo.Param param : info.params()) {
      params
          .addObject()
          .put("name", param.name())
          .put("type", param.type())
          .put("default", param.byDefault())
          .put("meaning", param.meaning());
    }
    return json.put("summary", info.summary());
  }
}
