package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final AtomicLong clock = new AtomicLong(-7);
  private final Timeline timeline = new Timeline(clock::get);

  @Test
  void allCountsAreAsLongAsTheLastSecondThatHasAny() {
    timeline.start();
    timeline.tokens(5);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(100));
    timeline.ok();
    timeline.ok();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(100) - 1);
    timeline.tokens(-2);
    Seconds counts = timeline.counts();

    assertThat(counts.ok()).hasSize(200).containsSubsequence(0L, 2L, 0L);
    assertThat(counts.ok().get(100)).isEqualTo(2);
    assertThat(counts.tokens().get(0)).isEqualTo(5);
    assertThat(counts.tokens().get(199)).isEqualTo(-2);
    assertThat(counts.rateLimited()).isEqualTo(Collections.nCopies(200, 0L));
  }

  @Test
  void beforeTheFirstCallThereIsNothing() {
    assertThat(timeline.counts().ok()).isEmpty();
  }
}
