package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins every default, and the stated accuracies of the shipped models. */
class SimulatedOptionsTest {

  @Test
  void theDefaultsAreAnyPortTheShippedModelsAndNoLimits() {
    SimulatedOptions defaults = SimulatedOptions.builder().build();

    assertThat(defaults.port()).isZero();
    assertThat(defaults.seed()).isZero();
    assertThat(defaults.models()).isEqualTo(ModelProfiles.shipped());
    assertThat(defaults.knownAnswers().find("")).isEmpty();
    assertThat(defaults.answerLengths()).isEqualTo(new AnswerLengths(0, 0));
    assertThat(defaults.requiredKey()).isNull();
    assertThat(defaults.delays()).isEqualTo(new Delays(null, 0, 1, 1));
    assertThat(defaults.limits())
        .isEqualTo(new Limits(0, 0, new TokenLimits(0, 0, 0, false), 0, true));
    assertThat(defaults.faults().strike(1, "id", 1)).isNull();
    assertThat(defaults.recordLatencies()).isFalse();
  }

  @Test
  void aPortOutOfRangeIsRefused() {
    assertThatThrownBy(() -> SimulatedOptions.builder().port(65_536).build())
        .hasMessageContaining("65536");
  }

  @ParameterizedTest
  @CsvSource({
    "simulated-large, 0.90",
    "simulated-reasoner, 0.85",
    "simulated-medium, 0.75",
    "simulated-small, 0.55",
    "simulated-judge, 0.90",
    "gpt-4o, 0.92",
    "gpt-4o-mini, 0.82",
    "claude-3-opus-20240229, 0.87",
    "google/gemma-2-9b-it, 0.70",
    "meta-llama/Llama-3.1-8B-Instruct, 0.60",
    "any other name, 0.65",
  })
  void theShippedModelsHaveTheirStatedAccuracy(String model, double accuracy) {
    assertThat(ModelProfiles.shipped().of(model).accuracy()).isEqualTo(accuracy);
  }

  @Test
  void aProfileOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new ModelProfile(1.1, Verbosity.TERSE, false, 0, 0, 1, 0))
        .hasMessage("accuracy is 1.1; it must be from 0 to 1.0");
  }
}
