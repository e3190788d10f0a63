package org.evalbeam.journal;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a segment, such as {@code 40-4f-p4711r9f86d081884c7d65-0.seg}: the range of its tasks, so
 * that a listing tells which segments to read, and who wrote it, so that no two have one name.
 *
 * @param from first byte of the lowest task that may be in it
 * @param to first byte of the highest task that may be in it
 * @param writer identity of the journal that wrote it
 * @param sequence number among the segments of its writer, from 0
 */
record SegmentName(int from, int to, String writer, long sequence)
    implements Comparable<SegmentName> {

  static final String SUFFIX = ".seg";

  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{2})-([0-9a-z]{1,64})-([0-9]{1,9})\\.seg");

  private static final SecureRandom RANDOM = new SecureRandom();

  /** The name that a file has, if it is one of a segment. */
  static Optional<SegmentName> parse(String file) {
    Matcher matcher = FORM.matcher(file);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SegmentName(
            HexFormat.fromHexDigits(matcher.group(1)),
            HexFormat.fromHexDigits(matcher.group(2)),
            matcher.group(3),
            Long.parseLong(matcher.group(4))));
  }

  /** A new identity of a writer: the process, for people, and a random part, to be unique. */
  static String newWriter() {
    return "p%dr%016x".formatted(ProcessHandle.current().pid(), RANDOM.nextLong());
  }

  /** Whether it may hold tasks whose first byte is in a range. */
  boolean intersects(int lowest, int highest) {
    return from <= highest && lowest <= to;
  }

  /** The file's name. */
  @Override
  public String toString() {
    return "%02x-%02x-%s-%d%s".formatted(from, to, writer, sequence, SUFFIX);
  }

  /** By range, then by writer and number: the order in which segments are read. */
  @Override
  public int compareTo(SegmentName other) {
    return Comparator.comparingInt(SegmentName::from)
        .thenComparingInt(SegmentName::to)
        .thenComparing(SegmentName::writer)
        .thenComparingLong(SegmentName::sequence)
        .compare(this, other);
  }
}
