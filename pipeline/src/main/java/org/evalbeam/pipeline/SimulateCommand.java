package org.evalbeam.pipeline;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.Limits;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulated endpoint alone, for trying specs and limits without paying. */
@Command(
    name = "simulate",
    description = "Serves the simulated endpoint on loopback, until it is interrupted.")
final class SimulateCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      required = true,
      paramLabel = "P",
      description = "Port on loopback; 0 for any free one.")
  private int port;

  @Option(
      names = "--datasets",
      paramLabel = "FILE",
      description =
          "Catalog of the datasets whose answers the models know. Default: that of the"
              + " installation.")
  private @Nullable String datasets;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of all answers and latencies. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description = "The same latency for every call, in milliseconds. Default: each model's own.")
  private @Nullable Double latency;

  @Option(
      names = "--slow-share",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of calls, from 0 to 1, that are slower. Default: ${DEFAULT-VALUE}.")
  private double slowShare;

  @Option(
      names = "--slow-factor",
      paramLabel = "F",
      defaultValue = "1",
      description = "How many times slower those are. Default: ${DEFAULT-VALUE}.")
  private double slowFactor;

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit, as a bucket of one second; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int requestsPerSecond;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit, as a fixed window of a minute; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int requestsPerMinute;

  @Option(
      names = "--tokens-per-minute",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit on prompt and completion; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int tokensPerMinute;

  @Option(
      names = "--record-latencies",
      description = "Also list the latency of each call at /stats?latencies=true.")
  private boolean recordLatencies;

  @Override
  public Integer call() throws Exception {
    SimulatedOptions options;
    try {
      options = options();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(options)) {
      System.out.println("simulated endpoint: " + endpoint.baseUrl());
      System.out.println("figures of its calls: http://127.0.0.1:" + endpoint.port() + "/stats");
      new CountDownLatch(1).await();
    }
    return ExitCode.OK;
  }

  private SimulatedOptions options() throws Exception {
    Delays delays = latency == null ? Delays.ofModels() : Delays.fixed(latency);
    Limits limits =
        Limits.none()
            .withRequestsPerSecond(requestsPerSecond)
            .withRequestsPerMinute(requestsPerMinute)
            .withTokensPerMinute(tokensPerMinute);
    return SimulatedOptions.builder()
        .port(port)
        .seed(seed)
        .knownAnswers(
            ShippedAnswers.of(datasets == null ? SetOptions.installed("datasets.yaml") : datasets))
        .delays(delays.withSlowTail(slowShare, slowFactor))
        .limits(limits)
        .recordLatencies(recordLatencies)
        .build();
  }
}
