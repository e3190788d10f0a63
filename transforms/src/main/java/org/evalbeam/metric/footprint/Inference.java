package org.evalbeam.metric.footprint;

import org.jspecify.annotations.Nullable;

/**
 * One answer, as EcoLogits 0.9.1 (ecologits.ai, "LLM inference") sees it: a batch of 64 requests on
 * a server of eight GPUs of 80 GB, of which the model takes as many as its weights of 16 bits need.
 *
 * @param active parameters used for each token, billions
 * @param total all parameters, billions
 * @param tokens tokens of the answer
 * @param seconds time of the request; null where not known
 * @param pue power usage effectiveness of the data centre
 * @param mix what its electricity emits, kgCO2eq per kWh
 */
public record Inference(
    double active, double total, long tokens, @Nullable Double seconds, double pue, double mix) {

  private static final double BATCH = 64;
  private static final double GPUS_OF_SERVER = 8;
  private static final double GPU_MEMORY_GB = 80;
  private static final double MEMORY_OVERHEAD = 1.2;
  private static final double BITS = 16;

  /** kWh per token and billion parameters: alpha·e^(beta·B)·P + gamma, in Wh. */
  private static final double ENERGY_ALPHA = 1.1665273170451914e-6;

  private static final double ENERGY_BETA = -0.011205921025579175;
  private static final double ENERGY_GAMMA = 4.052928146734005e-5;

  /** Seconds per token: alpha·P + beta·B + gamma. */
  private static final double LATENCY_ALPHA = 6.785088094353663e-4;

  private static final double LATENCY_BETA = 3.119310311688259e-4;
  private static final double LATENCY_GAMMA = 0.019473717579473387;

  private static final double SERVER_KW = 1.2;
  private static final double SERVER_EMBODIED_KG = 5700;
  private static final double GPU_EMBODIED_KG = 164;
  private static final double LIFETIME_SECONDS = 3.0 * 365 * 86_400;

  /** Electricity, kWh. */
  public double energy() {
    double ofGpu =
        tokens * (ENERGY_ALPHA * Math.exp(ENERGY_BETA * BATCH) * active + ENERGY_GAMMA) / 1000;
    double ofServer = latency() / 3600 * SERVER_KW * gpus() / GPUS_OF_SERVER / BATCH;
    return pue * (ofServer + gpus() * ofGpu);
  }

  /** Greenhouse gases of the electricity and of the machines' making, kgCO2eq. */
  public double warming() {
    double embodied = gpus() / GPUS_OF_SERVER * SERVER_EMBODIED_KG + gpus() * GPU_EMBODIED_KG;
    return energy() * mix + latency() * embodied / (LIFETIME_SECONDS * BATCH);
  }

  /** Seconds of generation: as modelled, since what a request took beyond that was waiting. */
  private double latency() {
    double modelled = tokens * (LATENCY_ALPHA * active + LATENCY_BETA * BATCH + LATENCY_GAMMA);
    return seconds == null ? modelled : Math.min(seconds, modelled);
  }

  /** GPUs that hold the weights, a power of 2. */
  private double gpus() {
    double needed = Math.ceil(MEMORY_OVERHEAD * total * BITS / 8 / GPU_MEMORY_GB);
    double gpus = 1;
    while (gpus < needed) {
      gpus *= 2;
    }
    return gpus;
  }
}
