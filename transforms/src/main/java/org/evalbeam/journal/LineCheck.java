package org.evalbeam.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Checks one line that comes in pieces, so that a line of any length needs no more memory than its
 * first bytes.
 */
final class LineCheck {

  private final byte[] head = new byte[EntryFormat.JSON_FROM];
  private final CRC32C crc = new CRC32C();
  private long length;

  /** Sign bit set once something was no hexadecimal digit. */
  private int wrong;

  /** Takes the next piece of the line, without its newline. */
  void take(byte[] bytes, int from, int to) {
    int count = to - from;
    if (length < head.length) {
      System.arraycopy(
          bytes, from, head, (int) length, Math.min(count, head.length - (int) length));
    }
    int unchecked = (int) Math.max(0, Math.min(count, EntryFormat.CHECKED_FROM - length));
    crc.update(bytes, from + unchecked, count - unchecked);
    length += count;
  }

  /** Forgets the line, for the next. */
  void reset() {
    crc.reset();
    length = 0;
  }

  /** Bytes of the line so far. */
  long length() {
    return length;
  }

  /** Whether the line is as it was written: its checksum is right. */
  boolean isWhole() {
    return length > EntryFormat.CHECKED_FROM
        && length <= Integer.MAX_VALUE
        && head[EntryFormat.CHECKED_FROM - 1] == ' '
        && hex(0, EntryFormat.CHECKED_FROM - 1) == crc.getValue()
        && wrong >= 0;
  }

  /** Whether a whole line is a header of any version. */
  boolean isHeader() {
    return startsWith(EntryFormat.NAME.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether a whole line is the header that this program writes. */
  boolean isKnownHeader() {
    byte[] header = EntryFormat.header();
    return length == header.length - 1
        && startsWith(Arrays.copyOfRange(header, EntryFormat.CHECKED_FROM, header.length - 1));
  }

  private boolean startsWith(byte[] text) {
    int from = EntryFormat.CHECKED_FROM;
    return length >= from + text.length
        && Arrays.equals(head, from, from + text.length, text, 0, text.length);
  }

  /** Whether a whole line is an entry. */
  boolean isEntry() {
    return length > head.length
        && head[EntryFormat.ID_TO] == ' '
        && head[EntryFormat.JSON_FROM - 1] == ' ';
  }

  /** The call id of an entry. */
  EntryId id() {
    int from = EntryFormat.CHECKED_FROM;
    return new EntryId(hex(from, from + 16), hex(from + 16, from + 32));
  }

  private long hex(int from, int to) {
    wrong = 0;
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = EntryId.digit(head[i]);
      wrong |= digit;
      value = value << 4 | (digit & 0xf);
    }
    return value;
  }
}
