package org.evalbeam.pipeline.simulate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The request ids that were seen, each as 63 bits of its SHA-256 and one bit that says whether it
 * was answered: 16 to 32 bytes an id, so that millions fit. Two of a million ids share their bits
 * with probability 5e-8. Open addressing with linear probing; not safe for use by several threads.
 */
final class RequestIds {

  private static final int FIRST_CAPACITY = 1 << 10;

  /** Zero is a free slot. */
  private long[] slots = new long[FIRST_CAPACITY];

  private int size;

  /** How many different ids were seen. */
  int size() {
    return size;
  }

  /** Notes an id as seen. */
  void see(String id) {
    slotOf(hash(id));
  }

  /** Notes an id as answered; true if it was already. */
  boolean answer(String id) {
    int slot = slotOf(hash(id));
    boolean before = (slots[slot] & 1) == 1;
    slots[slot] |= 1;
    return before;
  }

  /** 63 bits with a cleared lowest bit, never zero. */
  private static long hash(String id) {
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
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long entry : old) {
      if (entry != 0) {
        slots[probe(entry & ~1L)] = entry;
      }
    }
  }
}
