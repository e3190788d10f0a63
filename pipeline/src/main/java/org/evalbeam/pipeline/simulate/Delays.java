package org.evalbeam.pipeline.simulate;

import org.evalbeam.pipeline.simulate.draw.Draws;
import org.jspecify.annotations.Nullable;

/**
 * How long the simulated endpoint lets a call wait for its reply.
 *
 * @param fixedMs the same latency for every call, milliseconds; null: each model's own distribution
 * @param slowShare share of calls that are slow, 0 to 1
 * @param slowFactor how many times slower those are, at least 1
 * @param scale factor on everything; 0 replies at once
 */
public record Delays(@Nullable Double fixedMs, double slowShare, double slowFactor, double scale) {

  /** Checks the ranges above. */
  public Delays {
    require("fixed latency", fixedMs == null ? 0 : fixedMs, 0, Double.MAX_VALUE);
    require("slow share", slowShare, 0, 1);
    require("slow factor", slowFactor, 1, Double.MAX_VALUE);
    require("latency scale", scale, 0, Double.MAX_VALUE);
  }

  private static void require(String name, double found, double least, double most) {
    if (!(found >= least && found <= most)) {
      throw new IllegalArgumentException(
          name + " is " + found + "; it must be from " + least + " to " + most);
    }
  }

  /** Each model's own latency. */
  public static Delays ofModels() {
    return new Delays(null, 0, 1, 1);
  }

  /** Replies at once. */
  public static Delays none() {
    return fixed(0);
  }

  /** The same latency for every call, in milliseconds. */
  public static Delays fixed(double ms) {
    return new Delays(ms, 0, 1, 1);
  }

  /** This, with a share of the calls so many times slower. */
  public Delays withSlowTail(double share, double factor) {
    return new Delays(fixedMs, share, factor, scale);
  }

  /** This, with everything multiplied by a factor. */
  public Delays scaledBy(double factor) {
    return new Delays(fixedMs, slowShare, slowFactor, scale * factor);
  }

  /** The latency of one call in whole milliseconds, drawn for that call. */
  long millis(ModelProfile profile, Draws draws) {
    double own = profile.medianMs() * StrictMath.exp(profile.sigma() * draws.gaussian());
    double millis = fixedMs == null ? own : fixedMs;
    return Math.round(scale * millis * (draws.happens(slowShare) ? slowFactor : 1));
  }
}
