package org.evalbeam.journal;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where each entry stands: a hash table over plain numbers, 28 bytes a place, at most three
 * quarters full. An entry takes 37 to 75 bytes of memory, 50 on average. Thread-safe.
 */
final class OffsetIndex {

  /** Numbers of segments that fit. */
  static final int MAX_SEGMENTS = 1 << 20;

  /** Bits for an offset: segments of up to 8 TiB. */
  private static final int OFFSET_BITS = 43;

  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  private static final long EMPTY = 0;

  /** Takes the place of an entry that can't be read any more; its id stays for those behind it. */
  private static final long FORGOTTEN = -1;

  private static final int FIRST_SLOTS = 1 << 10;

  /** Two numbers for each id. */
  private long[] ids = new long[2 * FIRST_SLOTS];

  /** Segment and offset, or one of the marks above; no entry stands at offset 0. */
  private long[] places = new long[FIRST_SLOTS];

  private int[] lengths = new int[FIRST_SLOTS];
  private int used;

  /**
   * The place of an entry.
   *
   * @param segment number of the segment
   * @param offset of its first byte
   * @param length in bytes, without the newline
   */
  record Place(int segment, long offset, int length) {}

  /** Notes where an entry stands; false if one of the same id is known already, which stays. */
  boolean putIfAbsent(EntryId id, Place place) {
    return put(id, place, segment -> false);
  }

  /**
   * Notes where an entry stands.
   *
   * @param replaced tells segments that are gone, whose entries give way
   * @return false if one of the same id is known in another segment, which stays
   */
  synchronized boolean put(EntryId id, Place place, IntPredicate replaced) {
    int slot = slot(id);
    if (places[slot] == EMPTY) {
      if (used >= places.length / 4 * 3) {
        grow();
        slot = slot(id);
      }
      used++;
    } else if (places[slot] != FORGOTTEN && !replaced.test(segment(places[slot]))) {
      return false;
    }
    set(slot, id.high(), id.low(), packed(place), place.length());
    return true;
  }

  /** The place of an entry, or null if none is known. */
  synchronized @Nullable Place get(EntryId id) {
    int slot = slot(id);
    long place = places[slot];
    if (place == EMPTY || place == FORGOTTEN) {
      return null;
    }
    return new Place(segment(place), place & OFFSET_MASK, lengths[slot]);
  }

  /** Forgets an entry. */
  synchronized void forget(EntryId id) {
    int slot = slot(id);
    if (places[slot] != EMPTY) {
      places[slot] = FORGOTTEN;
    }
  }

  /** Forgets every entry of a segment. */
  synchronized void forgetSegment(int segment) {
    for (int slot = 0; slot < places.length; slot++) {
      if (places[slot] != EMPTY && places[slot] != FORGOTTEN && segment(places[slot]) == segment) {
        places[slot] = FORGOTTEN;
      }
    }
  }

  /** Bytes of memory that the tables take. */
  synchronized long bytes() {
    return (ids.length + places.length) * (long) Long.BYTES + lengths.length * (long) Integer.BYTES;
  }

  private static long packed(Place place) {
    if (place.segment() >= MAX_SEGMENTS || place.offset() >>> OFFSET_BITS != 0) {
      throw new IllegalArgumentException("no room for " + place);
    }
    return (long) place.segment() << OFFSET_BITS | place.offset();
  }

  private static int segment(long place) {
    return (int) (place >>> OFFSET_BITS);
  }

  /** The slot of an id, or the empty one where it would go. */
  private int slot(EntryId id) {
    int mask = places.length - 1;
    int slot = hash(id.high(), id.low()) & mask;
    while (places[slot] != EMPTY && (ids[2 * slot] != id.high() || ids[2 * slot + 1] != id.low())) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 32);
  }

  private void grow() {
    long[] oldIds = ids;
    long[] oldPlaces = places;
    int[] oldLengths = lengths;
    ids = new long[2 * oldIds.length];
    places = new long[2 * oldPlaces.length];
    lengths = new int[2 * oldLengths.length];
    for (int old = 0; old < oldPlaces.length; old++) {
      if (oldPlaces[old] != EMPTY) {
        long high = oldIds[2 * old];
        long low = oldIds[2 * old + 1];
        set(slot(new EntryId(high, low)), high, low, oldPlaces[old], oldLengths[old]);
      }
    }
  }

  private void set(int slot, long high, long low, long place, int length) {
    ids[2 * slot] = high;
    ids[2 * slot + 1] = low;
    places[slot] = place;
    lengths[slot] = length;
  }
}
