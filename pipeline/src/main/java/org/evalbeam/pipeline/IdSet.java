package org.evalbeam.pipeline;

import java.util.Arrays;

/**
 * A set of call ids that holds 64 bits of each, which keeps them apart for billions, in 16 to 32
 * bytes. Open addressing with linear probing (Knuth 1998, section 6.4); for one thread.
 */
final class IdSet {

  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int HEX_DIGITS = 16;

  /** Zero is a free slot. */
  private long[] slots = new long[FIRST_CAPACITY];

  private int size;

  /** Adds an id of hexadecimal digits; whether it was not there yet. */
  boolean add(String id) {
    long bits = Long.parseUnsignedLong(id.substring(0, HEX_DIGITS), 16);
    long key = bits == 0 ? 1 : bits;
    int slot = slotOf(key);
    if (slots[slot] == key) {
      return false;
    }
    slots[slot] = key;
    size++;
    if (2 * size > slots.length) {
      grow();
    }
    return true;
  }

  private int slotOf(long key) {
    int mask = slots.length - 1;
    int slot = (int) key & mask;
    while (slots[slot] != 0 && slots[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    Arrays.stream(old).filter(key -> key != 0).forEach(key -> slots[slotOf(key)] = key);
  }
}
