package org.evalbeam.pipeline.simulate;

import java.util.function.LongSupplier;
import org.evalbeam.pipeline.simulate.fault.FaultPlan;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated endpoint is set up.
 *
 * @param port the port on loopback; 0: any free one
 * @param seed the seed of every answer and latency
 * @param models what each model is like
 * @param knownAnswers the questions whose answers the models know
 * @param answerLengths how long answers are
 * @param requiredKey the key that calls must carry, as {@code Authorization: Bearer} or Anthropic's
 *     {@code x-api-key}; null: any or none
 * @param delays how long calls wait for their reply
 * @param limits what is allowed before a 429
 * @param faults which calls fail on purpose
 * @param recordLatencies whether {@code /stats?latencies=true} lists the latency of each call, for
 *     4 bytes a call
 * @param nanoClock the clock of the limits, monotonic nanoseconds
 */
public record SimulatedOptions(
    int port,
    long seed,
    ModelProfiles models,
    KnownAnswers knownAnswers,
    AnswerLengths answerLengths,
    @Nullable String requiredKey,
    Delays delays,
    Limits limits,
    FaultPlan faults,
    boolean recordLatencies,
    LongSupplier nanoClock) {

  /** Checks the port. */
  public SimulatedOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port is " + port + "; it must be from 0 to 65535");
    }
  }

  /** Any free port, seed 0, the shipped models, no known answers, no key, no limits, no faults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets what differs from the defaults. */
  public static final class Builder {

    private int port;
    private long seed;
    private ModelProfiles models = ModelProfiles.shipped();
    private KnownAnswers knownAnswers = KnownAnswers.none();
    private AnswerLengths answerLengths = AnswerLengths.ofModels();
    private @Nullable String requiredKey;
    private Delays delays = Delays.ofModels();
    private Limits limits = Limits.none();
    private FaultPlan faults = FaultPlan.none();
    private boolean recordLatencies;
    private LongSupplier nanoClock = System::nanoTime;

    private Builder() {}

    /** See {@link SimulatedOptions#port}. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** See {@link SimulatedOptions#seed}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** See {@link SimulatedOptions#models}. */
    public Builder models(ModelProfiles value) {
      models = value;
      return this;
    }

    /** See {@link SimulatedOptions#knownAnswers}. */
    public Builder knownAnswers(KnownAnswers value) {
      knownAnswers = value;
      return this;
    }

    /** See {@link SimulatedOptions#answerLengths}. */
    public Builder answerLengths(AnswerLengths value) {
      answerLengths = value;
      return this;
    }

    /** See {@link SimulatedOptions#requiredKey}. */
    public Builder requiredKey(@Nullable String value) {
      requiredKey = value;
      return this;
    }

    /** See {@link SimulatedOptions#delays}. */
    public Builder delays(Delays value) {
      delays = value;
      return this;
    }

    /** See {@link SimulatedOptions#limits}. */
    public Builder limits(Limits value) {
      limits = value;
      return this;
    }

    /** See {@link SimulatedOptions#faults}. */
    public Builder faults(FaultPlan value) {
      faults = value;
      return this;
    }

    /** See {@link SimulatedOptions#recordLatencies}. */
    public Builder recordLatencies(boolean value) {
      recordLatencies = value;
      return this;
    }

    /** See {@link SimulatedOptions#nanoClock}. */
    public Builder nanoClock(LongSupplier value) {
      nanoClock = value;
      return this;
    }

    /** The options. */
    public SimulatedOptions build() {
      return new SimulatedOptions(
          port,
          seed,
          models,
          knownAnswers,
          answerLengths,
          requiredKey,
          delays,
          limits,
          faults,
          recordLatencies,
          nanoClock);
    }
  }
}
