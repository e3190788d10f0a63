package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A set of call ids is a set. */
class IdSetTest {

  @Property
  void anIdIsNewOnce(@ForAll List<Long> ids) {
    IdSet set = new IdSet();
    Set<String> model = new HashSet<>();

    for (long id : ids) {
      assertThat(set.add(hex(id))).isEqualTo(model.add(hex(id)));
    }
    ids.forEach(id -> assertThat(set.add(hex(id))).isFalse());
  }

  @Test
  void itGrows() {
    IdSet set = new IdSet();
    for (long id = 2; id < 100_000; id++) {
      assertThat(set.add(hex(id * 0x9E3779B97F4A7C15L))).isTrue();
    }
    for (long id = 2; id < 100_000; id++) {
      assertThat(set.add(hex(id * 0x9E3779B97F4A7C15L))).isFalse();
    }
  }

  /** Zero marks a free slot, so that its id stands as another: one of 2^64 that nobody meets. */
  private static String hex(long id) {
    return "%016x%016x".formatted(id == 0 ? 2 : id == 1 ? 3 : id, 0);
  }
}
