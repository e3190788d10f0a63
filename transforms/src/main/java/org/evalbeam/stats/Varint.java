package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers from 0 in as few bytes as they need, since most are small. */
final class Varint {

  private static final int LOW_BITS = 0x7f;
  private static final int MORE = 0x80;
  private static final int BITS = 7;

  private Varint() {}

  static void write(DataOutput out, int value) throws IOException {
    int left = value;
    while (left > LOW_BITS) {
      out.writeByte((left & LOW_BITS) | MORE);
      left >>>= BITS;
    }
    out.writeByte(left);
  }

  static int read(DataInput in) throws IOException {
    int value = 0;
    int shift = 0;
    int part = in.readUnsignedByte();
    while ((part & MORE) != 0) {
      value |= (part & LOW_BITS) << shift;
      shift += BITS;
      part = in.readUnsignedByte();
    }
    return value | (part << shift);
  }
}
