package org.evalbeam.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which variants have a tally, and which pairs. */
class MetricTallyTest {

  @Test
  void variantsPastTheLastPairedOneAreTalliedAlone() {
    int last = MetricTally.MOST_PAIRED - 1;
    MetricTally tally =
        Scores.tally(
            List.of(
                Scores.score(0, null, 0, 1),
                Scores.score(0, null, last, 0),
                Scores.score(0, null, last + 1, 1),
                Scores.score(1, "c", 0, 1),
                Scores.score(1, "c", last + 1, 1)));
    MetricTally merged = new MetricTally();
    merged.merge(tally);
    merged.merge(tally);

    assertThat(Scores.variant(merged, last + 1).rowMeans().rows()).isEqualTo(4);
    assertThat(merged.pair(0, last)).isNotNull();
    assertThat(merged.pair(0, last + 1)).isNull();
    assertThat(merged.variant(1)).as("nothing was seen of it").isNull();
    assertThat(merged.variant(last + 2)).isNull();
  }

  @Test
  void rowsOfVariantsThatShareNoneMakeNoPair() {
    MetricTally tally =
        Scores.tally(List.of(Scores.score(0, null, 0, 1), Scores.score(1, null, 1, 1)));

    assertThat(tally.pair(0, 1)).isNull();
  }
}
