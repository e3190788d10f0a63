package org.evalbeam.pipeline.simulate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.evalbeam.pipeline.simulate.draw.Draws;

/**
 * The request ids that were seen, each as 63 bits of its SHA-256, one bit that says whether it was
 * answered, and how often it was seen: 20 to 40 bytes an id, so that millions fit. Two of a million
 * ids share their bits with probability 5e-8. Open addressing with linear probing; not safe for use
 * by several threads.
 */
final class RequestIds {

  private static final int FIRST_CAPACITY = 1 << 10;

  /** Zero is a free slot. */
  private long[] slots = new long[FIRST_CAPACITY];

  /** How often the id of each slot was seen, up to {@link Character#MAX_VALUE}. */
  private char[] sightings = new char[FIRST_CAPACITY];

  private int size;

  /** How many different ids were seen. */
  int size() {
    return size;
  }

  /** Notes an id as seen, by its hash; returns how often it was, this time included. */
  int see(long hash) {
    int slot = slotOf(hash);
    if (sightings[slot] < Character.MAX_VALUE) {
      sightings[slot]++;
    }
    return sightings[slot];
  }

  /** Notes an id as answered, by its hash; true if it was already. */
  boolean answer(long hash) {
    int slot = slotOf(hash);
    boolean before = (slots[slot] & 1) == 1;
    slots[slot] |= 1;
    return before;
  }

  /** 63 bits of an id's hash, the lowest bit cleared, never zero. */
  static long hash(String id) {
    byte[] digest = Draws.sha256().digest(id.getBytes(StandardCharsets.UTF_8));
    long hash = ByteBuffer.wrap(digest).getLong() & ~1L;
    return hash == 0 ? 2 : hash;
  }

  private int slotOf(long hash) {
    int slot = probe(hash);
    if (slots[slot] != 0) {
      return slot;
    }
    if (2 * (size + 1) > slots.length) {
      grow();
      slot = probe(hash);
    }
    slots[slot] = hash;
    size++;
    return slot;
  }

  /** The slot that holds this hash, or the free one where it belongs. */
  private int probe(long hash) {
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 1) & mask;
    while (slots[slot] != 0 && (slots[slot] & ~1L) != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldSlots = slots;
    char[] oldSightings = sightings;
    slots = new long[2 * oldSlots.length];
    sightings = new char[slots.length];
    for (int old = 0; old < oldSlots.length; old++) {
      if (oldSlots[old] != 0) {
        int slot = probe(oldSlots[old] & ~1L);
        slots[slot] = oldSlots[old];
        sightings[slot] = oldSightings[old];
      }
    }
  }
}
