package org.evalbeam.metric;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Hosting;
import org.evalbeam.data.ModelSize;
import org.evalbeam.metric.footprint.ElectricityMixes;
import org.evalbeam.metric.footprint.Inference;
import org.evalbeam.metric.footprint.SizeInName;

/**
 * {@code energy_consumption} and {@code gwp_consumption}: what an answer took of electricity, and
 * what that emitted, by the model of EcoLogits. Where the size of the model is known as a range,
 * the score is the middle of what follows from its ends, which stand in the observation.
 */
final class Footprint {

  private static final double DEFAULT_PUE = 1.2;
  private static final String WORLD = "WOR";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Footprint() {}

  static Metric energy() {
    return metric(
        "energy_consumption",
        "kWh",
        "Electricity that the answer took, estimated by the model of EcoLogits.",
        Inference::energy);
  }

  static Metric warming() {
    return metric(
        "gwp_consumption",
        "kgCO2eq",
        "Greenhouse gases of that electricity and of making the machines, likewise.",
        Inference::warming);
  }

  private static Metric metric(
      String name, String unit, String summary, ToDoubleFunction<Inference> figure) {
    return ComputedMetric.of(
        new MetricInfo(
            name,
            MetricInfo.Kind.OPS,
            0.0,
            null,
            MetricInfo.Direction.DOWN,
            unit,
            Set.of(),
            List.of(),
            summary),
        subject -> score(subject, figure));
  }

  private static Score score(Subject subject, ToDoubleFunction<Inference> figure) {
    Long tokens = subject.answer().nbTokensCompletion();
    if (tokens == null) {
      return unknown("tokens of the answer were not reported");
    }
    Hosting hosting = subject.hosting();
    boolean estimated = hosting.size() == null;
    Optional<ModelSize> known =
        estimated ? SizeInName.of(subject.model()) : Optional.ofNullable(hosting.size());
    if (known.isEmpty()) {
      return unknown("the size of " + subject.model() + " is not known: see sizes in the catalog");
    }
    String zone = hosting.zone() == null ? WORLD : hosting.zone();
    OptionalDouble mix =
        hosting.mix() == null ? ElectricityMixes.of(zone) : OptionalDouble.of(hosting.mix());
    if (mix.isEmpty()) {
      return unknown("the electricity mix of " + zone + " is not known: see mix in the catalog");
    }
    ModelSize size = known.get();
    Double seconds = subject.answer().generationTime();
    double pue = hosting.pue() == null ? DEFAULT_PUE : hosting.pue();
    double least =
        figure.applyAsDouble(
            new Inference(
                size.activeLeast(), size.totalLeast(), tokens, seconds, pue, mix.getAsDouble()));
    double most =
        figure.applyAsDouble(
            new Inference(
                size.activeMost(), size.totalMost(), tokens, seconds, pue, mix.getAsDouble()));
    return Score.of((least + most) / 2, observation(size, estimated, least, most, zone));
  }

  private static String observation(
      ModelSize size, boolean estimated, double least, double most, String zone) {
    ObjectNode node = JSON.createObjectNode();
    node.put("least", least);
    node.put("most", most);
    node.put("active_least", size.activeLeast());
    node.put("active_most", size.activeMost());
    node.put("total_least", size.totalLeast());
    node.put("total_most", size.totalMost());
    node.put("size_read_from_name", estimated);
    node.put("zone", zone);
    return node.toString();
  }

  private static Score unknown(String what) {
    return Score.notApplicable(FailureReason.NOT_REPORTED, what);
  }
}
