package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricRegistryTest {

  private final MetricRegistry registry = MetricRegistry.load();

  @Test
  void holdsTheMetricsThatShip() {
    assertThat(registry.names())
        .containsExactly(
            "contextual_relevancy",
            "generation_time",
            "judge_adhoc",
            "judge_exactness",
            "judge_notator",
            "judge_precision",
            "nb_tokens_completion",
            "nb_tokens_prompt",
            "output_length",
            "qcm_exactness");
    assertThat(registry.find("output_length").orElseThrow().info().unit()).isEqualTo("words");
    assertThat(registry.find("nonsense")).isEmpty();
  }

  @Test
  void suggestsTheNearestName() {
    assertThat(registry.suggest("judge_precison")).contains("judge_precision");
    assertThat(registry.suggest("outputlength")).contains("output_length");
    assertThat(registry.suggest("qcm_exact")).contains("qcm_exactness");
    assertThat(registry.suggest("completely different")).isEmpty();
  }

  /** A second provider with a name that is taken. */
  private static final class Impostor implements MetricProvider {
    @Override
    public List<Metric> metrics() {
      return List.of(OutputLength.metric());
    }
  }

  @Test
  void aDoubledNameIsAnErrorThatNamesBothClasses() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MetricRegistry.of(List.of(new BuiltInMetrics(), new Impostor())))
        .withMessageContaining("output_length")
        .withMessageContaining(BuiltInMetrics.class.getName())
        .withMessageContaining(Impostor.class.getName());
  }
}
