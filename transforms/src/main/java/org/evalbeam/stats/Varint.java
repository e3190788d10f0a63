package org.evalbeam.stats;

import java.nio.ByteBuffer;

/** Whole numbers from 0 in as few bytes as they need, since most are small. */
final class Varint {

  private static final int LOW_BITS = 0x7f;
  private static final int MORE = 0x80;
  private static final int BITS = 7;

  /** Bytes that a number needs at most. */
  static final int MOST_BYTES = 5;

  private Varint() {}

  static void write(ByteBuffer out, int value) {
    int left = value;
    while (left > LOW_BITS) {
      out.put((byte) ((left & LOW_BITS) | MORE));
      left >>>= BITS;
    }
    out.put((byte) left);
  }

  static int read(ByteBuffer in) {
    int value = 0;
    int shift = 0;
    int part = in.get();
    while ((part & MORE) != 0) {
      value |= (part & LOW_BITS) << shift;
      shift += BITS;
      part = in.get();
    }
    return value | (part << shift);
  }
}
