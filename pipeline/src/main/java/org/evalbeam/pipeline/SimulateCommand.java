package org.evalbeam.pipeline;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.evalbeam.pipeline.simulate.AnswerLengths;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.evalbeam.pipeline.simulate.fault.FaultPlan;
import org.evalbeam.pipeline.simulate.fault.FaultRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      names = "--answer-tokens",
      paramLabel = "MEDIAN",
      defaultValue = "0",
      description =
          "Fill answers up to a log-normal number of tokens of this median; 0: leave them."
              + " Default: ${DEFAULT-VALUE}.")
  private double answerTokens;

  @Option(
      names = "--answer-sigma",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Standard deviation of that number's natural logarithm. Default: ${DEFAULT-VALUE}.")
  private double answerSigma;

  @Mixin private SimulatedLimits limits = new SimulatedLimits();

  @Option(
      names = "--fault",
      paramLabel = "NAME[@FROM[-[TO]]][:SHARE][:once]",
      description =
          "Fail on purpose, see docs/simulate.md: calls of these numbers, a share of them, of each"
              + " request id only the first. May be repeated.")
  private List<String> faults = List.of();

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

  SimulatedOptions options() throws Exception {
    Delays delays = latency == null ? Delays.ofModels() : Delays.fixed(latency);
    return SimulatedOptions.builder()
        .port(port)
        .seed(seed)
        .knownAnswers(
            ShippedAnswers.of(datasets == null ? SetOptions.installed("datasets.yaml") : datasets))
        .answerLengths(new AnswerLengths(answerTokens, answerSigma))
        .delays(delays.withSlowTail(slowShare, slowFactor))
        .limits(limits.limits())
        .faults(FaultPlan.of(seed, faults.stream().map(FaultRule::parse).toList()))
        .recordLatencies(recordLatencies)
        .build();
  }
}
