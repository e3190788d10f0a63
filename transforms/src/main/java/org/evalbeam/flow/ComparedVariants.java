package org.evalbeam.flow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.metric.InvalidParamsException;
import org.evalbeam.metric.MetricInfo;
import org.evalbeam.metric.MetricInstance;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.spec.MetricCall;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/**
 * The variants that each metric scores on each dataset, numbered in the order of the spec, and what
 * there is to know of them when their scores are summed up and compared. Travels as the plan, from
 * which it is made when it is first asked.
 */
final class ComparedVariants implements Serializable {

  private static final long serialVersionUID = 1L;

  private final EvaluationPlan plan;
  private transient @Nullable Numbered numbered;

  /**
   * A variant as one metric scores it.
   *
   * @param variant its name
   * @param metric the metric, with range and direction
   * @param call the metric as the variant's experiments ask for it
   * @param judge the judge; null where the metric needs none
   */
  record Compared(String variant, MetricInfo metric, MetricCall call, @Nullable Model judge) {

    @Nullable String judgeName() {
      return judge == null ? null : judge.shownName();
    }

    /** Whether both were scored by the same rule with the same parameters. */
    boolean sameMetric(Compared other) {
      return call.name().equals(other.call.name()) && call.params().equals(other.call.params());
    }

    /** Whether both were judged by the same model, asked in the same way, whatever the key. */
    boolean sameJudge(Compared other) {
      return asked(judge).equals(asked(other.judge));
    }

    /** What two judges have in common that are asked in the same way. */
    static List<Object> asked(@Nullable Model judge) {
      if (judge == null) {
        return List.of();
      }
      return List.of(
          judge.name(),
          String.valueOf(judge.baseUrl()),
          String.valueOf(judge.systemPrompt()),
          String.valueOf(judge.preludePrompt()),
          judge.samplingParams(),
          judge.extraParams());
    }
  }

  /** What the plan says. */
  private static final class Numbered {

    private final Map<MetricKey, List<Compared>> byMetric = new HashMap<>();
    private final Map<MetricKey, Map<String, Integer>> numbers = new HashMap<>();

    Numbered(EvaluationPlan plan) {
      MetricRegistry registry = MetricRegistry.load();
      for (PlannedExperiment planned : plan.experiments()) {
        for (MetricCall call : planned.experiment().metrics()) {
          MetricKey key = new MetricKey(planned.experiment().dataset(), call.alias());
          String variant = planned.experiment().variant();
          List<Compared> compared = byMetric.computeIfAbsent(key, first -> new ArrayList<>());
          Map<String, Integer> known = numbers.computeIfAbsent(key, first -> new HashMap<>());
          if (known.putIfAbsent(variant, compared.size()) == null) {
            MetricInfo info = info(registry, call);
            boolean judged = info.kind().asksJudge();
            compared.add(
                new Compared(variant, info, call, judged ? planned.experiment().judge() : null));
          }
        }
      }
    }
  }

  ComparedVariants(EvaluationPlan plan) {
    this.plan = plan;
  }

  private Numbered numbered() {
    Numbered known = numbered;
    if (known == null) {
      known = new Numbered(plan);
      numbered = known;
    }
    return known;
  }

  private static MetricInfo info(MetricRegistry registry, MetricCall call) {
    try {
      return MetricInstance.of(registry, call).info();
    } catch (InvalidParamsException e) {
      throw new IllegalStateException("parameters are checked before the run starts", e);
    }
  }

  /** The variants that a metric scores, each at its number. */
  List<Compared> of(MetricKey key) {
    return numbered().byMetric.getOrDefault(key, List.of());
  }

  /**
   * The number of a variant among those that a metric scores, from 0.
   *
   * @throws IllegalArgumentException where the plan has no such variant
   */
  int number(MetricKey key, String variant) {
    Integer number = numbered().numbers.getOrDefault(key, Map.of()).get(variant);
    if (number == null) {
      throw new IllegalArgumentException(
          "no variant of this run: " + variant + " on " + key.dataset() + " by " + key.metric());
    }
    return number;
  }
}
