package org.evalbeam.endpoint.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.evalbeam.endpoint.http.Transport.BrokenCompressionException;
import org.evalbeam.endpoint.http.Transport.ReplyTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of replies to their ends: decompressed, and no larger than allowed.
 *
 * @param largest bytes after decompression
 */
record BodyReader(long largest) {

  /**
   * The body as a text; what is not UTF-8 in it is replaced.
   *
   * @param raw the bytes as they come; read to their end wherever this returns
   * @param encoding the reply's Content-Encoding
   */
  String read(InputStream raw, @Nullable String encoding) throws IOException {
    return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip")
        ? unpack(raw)
        : text(raw);
  }

  private String unpack(InputStream raw) throws IOException {
    String text;
    try {
      text = text(new GZIPInputStream(raw));
    } catch (EOFException | ZipException e) {
      throw new BrokenCompressionException(e);
    }
    if (raw.read() >= 0) {
      throw new BrokenCompressionException(new ZipException("bytes after the end"));
    }
    return text;
  }

  private String text(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      read.write(buffer, 0, n);
      if (read.size() > largest) {
        throw new ReplyTooLargeException("the reply is larger than " + largest + " bytes");
      }
    }
    return read.toString(StandardCharsets.UTF_8);
  }
}
