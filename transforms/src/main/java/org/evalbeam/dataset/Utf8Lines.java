package org.evalbeam.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads UTF-8 line by line without decoding it first, which took nearly as long as to parse the
 * JSON of the lines. Most lines are ASCII and stay bytes; in others, bytes that are no UTF-8 are an
 * error that names the line. Lines end as {@link java.io.BufferedReader} has it; a byte order mark
 * at the start is skipped.
 */
final class Utf8Lines implements Closeable {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** What decoders put in the place of bytes that are no UTF-8; a text may hold it as well. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final int MOST_BYTES = 1 << 30;

  private final String file;
  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];

  /** Where what has not been handed out begins in the buffer, and where all that was read ends. */
  private int next;

  private int limit;
  private boolean afterCarriageReturn;
  private long number;

  Utf8Lines(String file, InputStream in) throws IOException {
    this.file = file;
    this.in = in;
    limit = in.readNBytes(buffer, 0, buffer.length);
    int mark = BYTE_ORDER_MARK.length;
    next = limit >= mark && Arrays.equals(buffer, 0, mark, BYTE_ORDER_MARK, 0, mark) ? mark : 0;
  }

  /**
   * A line, which holds until the next one is read.
   *
   * @param bytes an array that has the line somewhere
   * @param from its first byte there
   * @param length its bytes, without what ends it
   * @param isAscii whether each of them is a character
   */
  @SuppressWarnings("ArrayRecordComponent") // read and forgotten, never compared
  record Line(byte[] bytes, int from, int length, boolean isAscii) {}

  /** The next line; null after the last. */
  @Nullable Line next() throws IOException {
    number++;
    skipLineFeed();
    int length = 0;
    int signs = 0;
    do {
      byte[] read = buffer;
      int from = next;
      for (int most = limit - from; length < most; length++) {
        byte b = read[from + length];
        if (b == '\n' || b == '\r') {
          afterCarriageReturn = b == '\r';
          next += length + 1;
          return new Line(read, from, length, signs >= 0);
        }
        signs |= b;
      }
    } while (fetch());
    next = limit;
    return length == 0 ? null : new Line(buffer, limit - length, length, signs >= 0);
  }

  /** Skips what is left of a line's end of two characters. */
  private void skipLineFeed() throws IOException {
    if (afterCarriageReturn && (next < limit || fetch()) && buffer[next] == '\n') {
      next++;
    }
    afterCarriageReturn = false;
  }

  /** Reads on behind what is not handed out yet; false at the end of the file. */
  private boolean fetch() throws IOException {
    int held = limit - next;
    if (held == MOST_BYTES) {
      throw MalformedDatasetException.atLine(
          file, number, "a line of more than 1 GiB; no line may be longer");
    }
    byte[] target = held < buffer.length ? buffer : new byte[2 * buffer.length];
    System.arraycopy(buffer, next, target, 0, held);
    buffer = target;
    int count = in.read(buffer, held, buffer.length - held);
    next = 0;
    limit = held + Math.max(count, 0);
    return count >= 0;
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** The text of the line that was read last. */
  String text(Line line) throws MalformedDatasetException {
    if (line.isAscii()) {
      return new String(line.bytes(), line.from(), line.length(), StandardCharsets.ISO_8859_1);
    }
    String text = new String(line.bytes(), line.from(), line.length(), StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      refuseWhatIsNoUtf8(line);
    }
    return text;
  }

  private void refuseWhatIsNoUtf8(Line line) throws MalformedDatasetException {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.bytes(), line.from(), line.length()));
    } catch (CharacterCodingException wrong) {
      throw MalformedDatasetException.notUtf8(file, number);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
