package org.evalbeam.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 strictly: bytes that are none are an error that names their line, where the JDK's
 * readers would replace them or tell no place. A byte order mark at the start is skipped.
 */
final class Utf8Reader extends Reader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private final CharBuffer chars = CharBuffer.allocate(1 << 15).flip();
  private boolean atStart = true;
  private boolean atEnd;
  private long line = 1;
  private boolean afterCarriageReturn;

  Utf8Reader(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      if (!decode()) {
        return -1;
      }
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    return count;
  }

  /** Decodes what there is, or fetches more bytes; false at the end of the file. */
  private boolean decode() throws IOException {
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, atEnd);
    chars.flip();
    if (chars.hasRemaining()) {
      countLines();
      skipByteOrderMark();
      return true;
    }
    if (result.isError()) {
      throw MalformedDatasetException.notUtf8(file, line);
    }
    if (atEnd) {
      return false;
    }
    fetch();
    return true;
  }

  private void fetch() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      atEnd = true;
    } else {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }

  private void countLines() {
    // The buffer's own array: this looks at every character of a dataset.
    char[] decoded = chars.array();
    int end = chars.limit();
    for (int i = chars.position(); i < end; i++) {
      char c = decoded[i];
      if (c == '\r' || (c == '\n' && !afterCarriageReturn)) {
        line++;
      }
      afterCarriageReturn = c == '\r';
    }
  }

  private void skipByteOrderMark() {
    if (atStart && chars.get(chars.position()) == BYTE_ORDER_MARK) {
      chars.position(chars.position() + 1);
    }
    atStart = false;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
