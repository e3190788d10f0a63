package org.evalbeam.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorstTrialsTest {

  @Test
  void aSmallRunIsThereWhole() {
    WorstTrials trials = new WorstTrials(100, 2);
    IntStream.range(0, 50).forEach(line -> trials.add(at("a", line), "a", "m", true, true, 0));
    IntStream.range(0, 50).forEach(line -> trials.add(at("b", line), "b", "m", true, false, 0));

    assertThat(trials.choose()).hasSize(100);
  }

  @Property(tries = 50)
  void theWorstOfEachVariantAndMetricAreThere(
      @ForAll @IntRange(min = 1, max = 40) int variants, @ForAll long seed) {
    WorstTrials trials = new WorstTrials(200, variants * 2);
    Random random = new Random(seed);
    for (int line = 0; line < 300; line++) {
      for (int v = 0; v < variants; v++) {
        double badness = line == 123 ? 1 : 0.9 * random.nextDouble();
        trials.add(at("v" + v, line), "v" + v, "m", true, true, badness);
        trials.add(at("v" + v, line), "v" + v, "n", true, true, line == 7 ? 1 : 0.5);
      }
    }
    Set<TrialKey> chosen = trials.choose();

    assertThat(chosen).hasSize(200);
    for (int v = 0; v < variants; v++) {
      assertThat(chosen).contains(at("v" + v, 123), at("v" + v, 7));
    }
  }

  @Test
  void whatTellsNothingOfQualityWaits() {
    WorstTrials trials = new WorstTrials(10, 2);
    IntStream.range(0, 20).forEach(line -> trials.add(at("a", line), "a", "time", true, false, 1));
    IntStream.range(0, 20)
        .forEach(line -> trials.add(at("b", line), "b", "right", true, true, 0.1));

    assertThat(trials.choose()).allMatch(trial -> trial.experiment().equals("b"));
  }

  private static TrialKey at(String experiment, int line) {
    return new TrialKey(experiment, line);
  }
}
