package org.evalbeam.metric.footprint;

import static java.util.Map.entry;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a kWh of electricity emits, by zone (ISO 3166 in three letters, or WOR for the world), as
 * EcoLogits 0.9 publishes it (from ADEME's Base Empreinte and others). Zones that are not here are
 * given in the endpoint catalog.
 */
public final class ElectricityMixes {

  private static final Map<String, Double> KG_PER_KWH =
      Map.ofEntries(
          entry("WOR", 0.47301),
          entry("AUS", 0.55159),
          entry("AUT", 0.10262),
          entry("BEL", 0.11758),
          entry("BRA", 0.10321),
          entry("CAN", 0.17481),
          entry("CHE", 0.0366),
          entry("CHN", 0.55955),
          entry("DEU", 0.34414),
          entry("DNK", 0.1433),
          entry("ESP", 0.14615),
          entry("FRA", 0.04418),
          entry("SWE", 0.03582),
          entry("USA", 0.38355));

  private ElectricityMixes() {}

  /** kgCO2eq per kWh; empty for zones that are not in the table. */
  public static OptionalDouble of(String zone) {
    Double mix = KG_PER_KWH.get(zone);
    return mix == null ? OptionalDouble.empty() : OptionalDouble.of(mix);
  }
}
