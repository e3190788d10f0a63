package org.evalbeam.data;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model's size and of the machines that it runs on: what its use of electricity
 * is estimated from.
 *
 * @param zone electricity zone of the machines, as a code of three letters; null where not known
 * @param pue power usage effectiveness of the data centre, from 1; null where not known
 * @param mix what the zone's electricity emits, kgCO2eq per kWh; null where not given
 * @param size the model's size; null where not known
 */
public record Hosting(
    @Nullable String zone, @Nullable Double pue, @Nullable Double mix, @Nullable ModelSize size)
    implements Serializable {

  /** Nothing is known. */
  public static final Hosting UNKNOWN = new Hosting(null, null, null, null);

  /** The same machines with a model of this size. */
  public Hosting withSize(@Nullable ModelSize known) {
    return new Hosting(zone, pue, mix, known);
  }
}
