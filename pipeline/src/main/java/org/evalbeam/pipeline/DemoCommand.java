package org.evalbeam.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.evalbeam.endpoint.EndpointCatalog;
import org.evalbeam.endpoint.EndpointCatalogReader;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.evalbeam.spec.tree.InvalidSpecException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** The main job on a shipped set and the simulated endpoint: no key, no network, half a minute. */
@Command(
    name = "demo",
    description =
        "Runs a shipped set on the simulated endpoint: three models, three repeats, real"
            + " questions. Needs no key and no network.")
final class DemoCommand implements Callable<Integer> {

  private static final String SPEC = "demo.json";

  /** Enough for clear differences, few enough for half a minute. */
  private static final String ROWS = "150";

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "out/demo",
      description = "Folder for the tables. Default: ${DEFAULT-VALUE}.")
  private String output = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = ROWS,
      description = "Use the first N rows of each dataset only. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Unmatched private final List<String> runnerArgs = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    RunnerArgs runner = RunnerArgs.parse(runnerArgs);
    String folder = FolderOption.writable("--output", output);
    SetOptions set = new SetOptions();
    set.spec = SetOptions.installed(SPEC);
    set.limit = limit;
    SimulatedOptions options =
        SimulatedOptions.builder().knownAnswers(ShippedAnswers.of(set.datasets.path())).build();
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(options)) {
      System.out.println(
          "The models of this demo are simulated: their quality and speed are made up, the"
              + " questions are real.");
      PreparedSet prepared = PrepareSet.prepare(set, everythingGoesTo(endpoint), Keys.ofProcess());
      Counts counts =
          new RunSet(
                  prepared,
                  folder,
                  new CallOptions(),
                  new SharingOptions(),
                  new StatisticsOptions(),
                  set.limit,
                  runner,
                  System.out,
                  System.err)
              .run();
      ReportCommand.write(folder, System.out);
      return counts.failureRate() > 0 ? ExitCode.TOO_MANY_FAILURES : ExitCode.OK;
    }
  }

  private static EndpointCatalog everythingGoesTo(SimulatedEndpoint endpoint)
      throws InvalidSpecException {
    return EndpointCatalogReader.read(
        "demo",
        """
        default_judge: simulated-judge
        endpoints:
          simulated:
            base_url: "*"
            models: ["*"]
            send_to: %s
            max_in_flight: 64
        """
            .formatted(endpoint.baseUrl()));
  }
}
