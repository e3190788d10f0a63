package org.evalbeam.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricRegistry;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/metrics.md} against the metrics. {@code mvn test -Dtest=MetricsDocTest
 * -Devalbeam.updateDocs=true} writes its generated parts anew.
 */
class MetricsDocTest {

  private static final Path DOC =
      Path.of(System.getProperty("evalbeam.home", "."), "docs", "metrics.md");

  private static final MetricRegistry METRICS = MetricRegistry.load();

  @Test
  void theGeneratedPartsAreWhatTheMetricsTell() throws IOException {
    GeneratedDoc.check(DOC, new TreeMap<>(Map.of("list", list(), "parameters", parameters())));
  }

  private static Stream<MetricInfo> all() {
    return METRICS.names().stream().map(name -> METRICS.find(name).orElseThrow().info());
  }

  private static String list() {
    return GeneratedDoc.table(
        List.of("metric", "type", "range", "direction", "needs", "scores"),
        all()
            .map(
                info ->
                    List.of(
                        code(info.name()),
                        MetricText.type(info),
                        MetricText.range(info),
                        MetricText.direction(info),
                        MetricText.needs(info).stream()
                            .map(MetricsDocTest::code)
                            .collect(Collectors.joining(", ")),
                        info.summary())));
  }

  private static String parameters() {
    return GeneratedDoc.table(
        List.of("metric", "parameter", "allowed", "default", "meaning"),
        all()
            .flatMap(
                info ->
                    info.params().stream()
                        .map(
                            param ->
                                List.of(
                                    code(info.name()),
                                    code(param.name()),
                                    param.type(),
                                    param.byDefault() == null
                                        ? "must be given"
                                        : String.valueOf(param.byDefault()),
                                    param.meaning()))));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
