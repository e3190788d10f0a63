package org.evalbeam.pipeline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RequestIdsTest {

  @Property(tries = 50)
  void theyBehaveAsCountsAndASet(
      @ForAll @Size(max = 3_000) List<@IntRange(min = 0, max = 2_000) Integer> ids) {
    RequestIds compact = new RequestIds();
    Map<Integer, Integer> seen = new HashMap<>();
    Set<Integer> answered = new HashSet<>();
    for (int id : ids) {
      int sightings = seen.merge(id, 1, Integer::sum);
      assertThat(compact.see(RequestIds.hash("id-" + id))).isEqualTo(sightings);
      if (id % 2 == 0) {
        assertThat(compact.answer(RequestIds.hash("id-" + id))).isEqualTo(!answered.add(id));
      }
      assertThat(compact.size()).isEqualTo(seen.size());
    }
  }

  @Test
  void aHundredThousandStayApart() {
    RequestIds ids = new RequestIds();
    for (int i = 0; i < 100_000; i++) {
      assertThat(ids.answer(RequestIds.hash("id-" + i))).isFalse();
    }
    for (int i = 0; i < 100_000; i++) {
      assertThat(ids.answer(RequestIds.hash("id-" + i))).isTrue();
    }
    assertThat(ids.size()).isEqualTo(100_000);
  }
}
