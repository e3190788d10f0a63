package org.evalbeam.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The format of segments: a header, then one entry a line, {@code <CRC-32C> <call id> <task>
 * <JSON>}. The checksum, 8 hexadecimal digits, is over what stands between the space behind it and
 * the newline. The body is a string of the JSON, so no newline stands within a line: what is torn
 * or flipped costs its own line only, and anybody can look at a segment with ordinary tools.
 */
final class EntryFormat {

  private static final int CHECKSUM_DIGITS = 8;

  /** Where the part begins that the checksum is over; an entry's begins with its call id. */
  static final int CHECKED_FROM = CHECKSUM_DIGITS + 1;

  /** Where the call id ends. */
  static final int ID_TO = CHECKED_FROM + EntryId.DIGITS;

  /** Where the task begins. */
  static final int TASK_FROM = ID_TO + 1;

  /** Where the JSON begins. */
  static final int JSON_FROM = TASK_FROM + EntryId.DIGITS + 1;

  /** What a header says in front of its version. */
  static final String NAME = "evalbeam-journal ";

  private static final String VERSION = "1";

  private EntryFormat() {}

  /** The first line of a segment: checked like any other, so that damage to it is told. */
  static byte[] header() {
    return header(VERSION);
  }

  static byte[] header(String version) {
    return checked(NAME + version);
  }

  /** A line with its checksum and newline. */
  private static byte[] checked(String text) {
    return seal(("0".repeat(CHECKED_FROM) + text + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Puts the checksum and the space behind it at the start of a line, where room is left for them.
   *
   * @param line the line, its newline included; changed in place
   */
  static byte[] seal(byte[] line) {
    CRC32C crc = new CRC32C();
    crc.update(line, CHECKED_FROM, line.length - 1 - CHECKED_FROM);
    String checksum = HexFormat.of().toHexDigits((int) crc.getValue()) + " ";
    System.arraycopy(checksum.getBytes(StandardCharsets.US_ASCII), 0, line, 0, CHECKED_FROM);
    return line;
  }
}
