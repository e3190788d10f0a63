package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.evalbeam.metric.ScriptedJudge.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Hosting;
import org.evalbeam.data.ModelSize;
import org.evalbeam.data.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FootprintTest {

  private static final ModelSize EIGHT = new ModelSize(8, 8, 8, 8);

  private static Score score(String name, String model, Hosting hosting, @Nullable Long tokens)
      throws Exception {
    Subject answered = Subjects.withFigures(10L, tokens, 5.0);
    return metric(name, "{}")
        .score(new Subject(answered.row(), answered.answer(), model, hosting), new ScriptedJudge());
  }

  private static double value(Score score) {
    return Objects.requireNonNull(score.value());
  }

  @Test
  void theSizeOfTheCatalogCounts() throws Exception {
    Hosting hosting = Hosting.UNKNOWN.withSize(EIGHT);

    assertThat(score("energy_consumption", "m", hosting, 200L).value())
        .isCloseTo(1.472655222e-5, withinPercentage(1e-7));
    assertThat(score("gwp_consumption", "m", hosting, 200L).value())
        .isCloseTo(7.68959898e-6, withinPercentage(1e-7));
  }

  @Test
  void aRangeOfSizesGivesTheMiddleAndItsEnds() throws Exception {
    Hosting range = Hosting.UNKNOWN.withSize(new ModelSize(8, 28, 8, 28));
    Score score = score("energy_consumption", "m", range, 200L);
    JsonNode observation = new ObjectMapper().readTree(score.observation());
    double least = observation.path("least").asDouble();
    double most = observation.path("most").asDouble();

    assertThat(least).isCloseTo(1.472655222e-5, withinPercentage(1e-7));
    assertThat(most).isGreaterThan(least);
    assertThat(score.value()).isEqualTo((least + most) / 2);
    assertThat(observation.path("size_read_from_name").asBoolean()).isFalse();
  }

  @Test
  void aSizeInTheNameIsAnEstimateAndSaysSo() throws Exception {
    Score score = score("energy_consumption", "Llama-3.1-8B", Hosting.UNKNOWN, 200L);

    assertThat(score.value()).isCloseTo(1.472655222e-5, withinPercentage(1e-7));
    assertThat(score.observation()).contains("\"size_read_from_name\":true");
  }

  @Test
  void theMixIsTheZonesOrTheCatalogsOwn() throws Exception {
    Hosting france = new Hosting("FRA", null, null, EIGHT);
    Hosting own = new Hosting("ZZZ", null, 0.04418, EIGHT);
    Hosting unknown = new Hosting("ZZZ", null, null, EIGHT);

    assertThat(score("gwp_consumption", "m", france, 200L).value())
        .isEqualTo(score("gwp_consumption", "m", own, 200L).value());
    Score none = score("gwp_consumption", "m", unknown, 200L);
    assertThat(none.status()).isEqualTo(Status.NOT_APPLICABLE);
    assertThat(none.message()).contains("ZZZ");
  }

  @Test
  void thePueMultipliesTheEnergy() throws Exception {
    Score plain = score("energy_consumption", "m", new Hosting(null, 1.0, null, EIGHT), 9L);
    Score doubled = score("energy_consumption", "m", new Hosting(null, 2.0, null, EIGHT), 9L);

    assertThat(value(doubled)).isCloseTo(2 * value(plain), withinPercentage(1e-9));
  }

  @Test
  void whatIsNotKnownIsNotGuessed() throws Exception {
    assertThat(score("energy_consumption", "gpt-9", Hosting.UNKNOWN, 200L).reason())
        .isEqualTo(FailureReason.NOT_REPORTED);
    assertThat(score("energy_consumption", "a-8B", Hosting.UNKNOWN, null).reason())
        .isEqualTo(FailureReason.NOT_REPORTED);
  }
}
