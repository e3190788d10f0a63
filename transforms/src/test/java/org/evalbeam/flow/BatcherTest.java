package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing is lost or turned round in batches, and no batch outgrows what it may hold. */
class BatcherTest {

  private static List<List<String>> batches(List<String> texts) {
    List<List<String>> batches = new ArrayList<>();
    Batcher<String> batcher = new Batcher<>(String::length);
    texts.forEach(text -> batcher.add(text, batches::add));
    batcher.handOver(batches::add);
    return batches;
  }

  @Test
  void allElementsLeaveInTheirOrder() {
    List<String> texts = IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();

    assertThat(batches(texts).stream().flatMap(List::stream)).containsExactlyElementsOf(texts);
  }

  @Test
  void aBatchHolds64Elements() {
    assertThat(batches(Collections.nCopies(150, "a")))
        .extracting(List::size)
        .containsExactly(64, 64, 22);
  }

  @Test
  void longTextsMakeSmallBatches() {
    assertThat(batches(Collections.nCopies(7, "x".repeat(30_000))))
        .extracting(List::size)
        .containsExactly(3, 3, 1);
    assertThat(batches(Collections.nCopies(2, "x".repeat(1 << 20))))
        .extracting(List::size)
        .containsExactly(1, 1);
  }

  @Test
  void nothingMakesNoBatch() {
    assertThat(batches(List.of())).isEmpty();
    assertThat(batches(Collections.nCopies(64, "a"))).hasSize(1);
  }
}
