package org.evalbeam.dataset;

import com.github.luben.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * What a file holds after decompression: gzip (also several members behind each other), Zstandard
 * (also several frames), or the file as it is. Told by the first bytes, which are no UTF-8, and not
 * by the name: some stores unpack on their own what they hand out.
 */
final class Unpacked extends FilterInputStream {

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private final String file;
  private final String format;

  private Unpacked(String file, String format, InputStream in) {
    super(in);
    this.file = file;
    this.format = format;
  }

  /**
   * The unpacked content; closing it closes {@code packed}.
   *
   * @param file its path, for messages
   */
  static InputStream of(String file, InputStream packed) throws IOException {
    PushbackInputStream in = new PushbackInputStream(packed, ZSTD.length);
    try {
      byte[] head = in.readNBytes(ZSTD.length);
      in.unread(head);
      if (startsWith(head, GZIP)) {
        return new Unpacked(file, "gzip", new GzipCompressorInputStream(in, true));
      }
      return startsWith(head, ZSTD) ? new Unpacked(file, "Zstandard", new ZstdInputStream(in)) : in;
    } catch (IOException | RuntimeException e) {
      try (in) {
        throw e;
      }
    }
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      String why = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw MalformedDatasetException.of(
          file, "the " + format + " data is damaged or ends too early" + why, e);
    }
  }
}
