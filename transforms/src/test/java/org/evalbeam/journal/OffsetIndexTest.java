package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.evalbeam.journal.OffsetIndex.Place;
import org.junit.jupiter.api.Test;

/** A million ids in little memory, and the largest places. */
class OffsetIndexTest {

  private static final int MANY = 1_000_000;

  private final OffsetIndex index = new OffsetIndex();

  @Test
  void growsAndStaysSmall() {
    Random random = new Random(1);
    for (int i = 1; i <= MANY; i++) {
      index.putIfAbsent(new EntryId(random.nextLong(), random.nextLong()), place(i));
    }

    assertThat(index.bytes()).isLessThanOrEqualTo(75L * MANY);
    Random again = new Random(1);
    for (int i = 1; i <= MANY; i++) {
      assertThat(index.get(new EntryId(again.nextLong(), again.nextLong()))).isEqualTo(place(i));
    }
    assertThat(index.get(new EntryId(again.nextLong(), again.nextLong()))).isNull();
  }

  private static Place place(int i) {
    return new Place(i % 1000, 5_000L * i, i);
  }

  @Test
  void idsThatDifferInOneHalfAreApart() {
    for (int i = 0; i < 5_000; i++) {
      index.putIfAbsent(new EntryId(i, 0), new Place(1, 1 + i, 1));
      index.putIfAbsent(new EntryId(0, -i), new Place(2, 1 + i, 1));
    }

    assertThat(index.get(new EntryId(4_999, 0))).isEqualTo(new Place(1, 5_000, 1));
    assertThat(index.get(new EntryId(0, -4_999))).isEqualTo(new Place(2, 5_000, 1));
    assertThat(index.get(new EntryId(0, 0))).isEqualTo(new Place(1, 1, 1));
  }

  @Test
  void theFirstPlaceStays() {
    EntryId id = new EntryId(1, 2);

    assertThat(index.putIfAbsent(id, new Place(1, 10, 3))).isTrue();
    assertThat(index.putIfAbsent(id, new Place(2, 20, 4))).isFalse();
    assertThat(index.get(id)).isEqualTo(new Place(1, 10, 3));
  }

  @Test
  void whatIsForgottenHasRoomAgain() {
    for (int i = 0; i < 10_000; i++) {
      index.putIfAbsent(new EntryId(i, i), new Place(i % 2, 1 + i, 1));
    }
    index.forgetSegment(1);
    index.forget(new EntryId(4, 4));
    index.forget(new EntryId(-1, -1));

    assertThat(index.get(new EntryId(2, 2))).isEqualTo(new Place(0, 3, 1));
    assertThat(index.get(new EntryId(3, 3))).isNull();
    assertThat(index.get(new EntryId(4, 4))).isNull();
    assertThat(index.get(new EntryId(-1, -1))).isNull();
    assertThat(index.putIfAbsent(new EntryId(3, 3), new Place(7, 70, 7))).isTrue();
    assertThat(index.get(new EntryId(3, 3))).isEqualTo(new Place(7, 70, 7));
  }

  @Test
  void holdsTheLargestPlaceAndRefusesLarger() {
    Place largest = new Place(OffsetIndex.MAX_SEGMENTS - 1, (1L << 43) - 1, Integer.MAX_VALUE);
    EntryId id = new EntryId(0, 0);

    assertThat(index.putIfAbsent(id, largest)).isTrue();
    assertThat(index.get(id)).isEqualTo(largest);
    assertThatThrownBy(() -> index.putIfAbsent(new EntryId(1, 1), new Place(0, 1L << 43, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> index.putIfAbsent(new EntryId(1, 1), new Place(OffsetIndex.MAX_SEGMENTS, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
