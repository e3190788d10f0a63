package org.evalbeam.metric.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.evalbeam.data.ModelSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {

  @Test
  void thePublishedValues() {
    Inference small = new Inference(8, 8, 200, 5.0, 1.2, 0.47301);
    Inference large = new Inference(70, 70, 500, 30.0, 1.2, 0.04418);

    assertThat(small.energy()).isCloseTo(1.472655222e-5, withinPercentage(1e-7));
    assertThat(small.warming()).isCloseTo(7.68959898e-6, withinPercentage(1e-7));
    assertThat(large.energy()).isCloseTo(2.866818085e-4, withinPercentage(1e-7));
    assertThat(large.warming()).isCloseTo(3.003662272e-5, withinPercentage(1e-7));
  }

  @Test
  void waitingTakesNoEnergy() {
    Inference modelled = new Inference(8, 8, 200, null, 1.2, 0.5);

    assertThat(new Inference(8, 8, 200, 1e6, 1.2, 0.5).energy()).isEqualTo(modelled.energy());
    assertThat(new Inference(8, 8, 200, 0.1, 1.2, 0.5).energy()).isLessThan(modelled.energy());
  }

  @ParameterizedTest
  @CsvSource({
    "meta-llama/Llama-3.1-8B-Instruct, 8, 8",
    "llama3.3:70b-instruct-q2_K, 70, 70",
    "mistralai/Mixtral-8x7B-Instruct-v0.1, 14, 56",
    "Qwen3-30B-A3B, 3, 30",
    "qwen2.5-0.5b, 0.5, 0.5",
    "gemma-3-270m-it, 0.27, 0.27",
    "google/gemma-2-9b-it, 9, 9",
  })
  void aNameTellsASize(String name, double active, double total) {
    assertThat(SizeInName.of(name)).contains(new ModelSize(active, active, total, total));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o-mini", "claude-3-opus-20240229", "o1", "", "0b", "a1b2"})
  void othersTellNone(String name) {
    assertThat(SizeInName.of(name)).isEmpty();
  }

  @Test
  void mixesOfZones() {
    assertThat(ElectricityMixes.of("FRA")).hasValue(0.04418);
    assertThat(ElectricityMixes.of("WOR")).hasValue(0.47301);
    assertThat(ElectricityMixes.of("ZZZ")).isEmpty();
  }
}
