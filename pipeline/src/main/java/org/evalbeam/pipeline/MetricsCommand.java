package org.evalbeam.pipeline;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.evalbeam.metric.Metric;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.spec.tree.Unknown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the metrics, or explains one with its prompts. */
@Command(
    name = "metrics",
    description = "Lists the metrics on the class path, or explains one with its prompts.")
final class MetricsCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The metric to explain. Default: all are listed.")
  private @Nullable String name;

  @Option(
      names = "--prompts",
      paramLabel = "DIR",
      description = "Folder of prompts to take in the place of shipped ones.")
  private @Nullable String prompts;

  @Option(names = "--json", description = "Print one JSON object, for scripts.")
  private boolean json;

  @Override
  public Integer call() throws UsageException {
    MetricRegistry metrics = MetricRegistry.load(PromptFiles.read(prompts));
    if (name == null) {
      System.out.print(
          json ? MetricJson.list(metrics) + System.lineSeparator() : MetricText.list(metrics));
      return ExitCode.OK;
    }
    Optional<Metric> metric = metrics.find(name);
    if (metric.isEmpty()) {
      throw new UsageException(Unknown.message("metric", name, metrics.names()));
    }
    if (json) {
      System.out.println(MetricJson.explained(metric.get()));
    } else {
      MetricText.explained(metric.get()).forEach(System.out::println);
    }
    return ExitCode.OK;
  }
}
