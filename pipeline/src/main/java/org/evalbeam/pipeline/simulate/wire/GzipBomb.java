package org.evalbeam.pipeline.simulate.wire;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A proper gzip file of {@value #MIBIBYTES} MiB of spaces that takes about a thousandth of that on
 * the wire (RFC 1952). One MiB is compressed once, and its block is sent again and again: after a
 * full flush a block of deflate stands on a byte's edge and refers to nothing before it (RFC 1951).
 */
public final class GzipBomb {

  private static final int MIBIBYTES = 1_100;
  private static final int MIBIBYTE = 1 << 20;

  /** Magic number, method deflate, no flags, no time, no extra flags, unknown system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** An empty last block with fixed codes. */
  private static final byte[] LAST_BLOCK = {3, 0};

  private static final Flood FLOOD = make();

  private GzipBomb() {}

  /** The reply; made at the first call. */
  public static Delivery reply() {
    return FLOOD;
  }

  private static Flood make() {
    byte[] spaces = new byte[MIBIBYTE];
    Arrays.fill(spaces, (byte) ' ');
    return new Flood(
        Map.of("content-encoding", "gzip"),
        Buffer.buffer(HEADER),
        Buffer.buffer(deflated(spaces)),
        MIBIBYTES,
        Buffer.buffer(LAST_BLOCK).appendBytes(trailer(spaces)));
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(bytes);
    byte[] block = new byte[bytes.length];
    int length = deflater.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
    deflater.end();
    return Arrays.copyOf(block, length);
  }

  private static byte[] trailer(byte[] bytes) {
    CRC32 crc = new CRC32();
    for (int i = 0; i < MIBIBYTES; i++) {
      crc.update(bytes);
    }
    return ByteBuffer.allocate(2 * Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc.getValue())
        .putInt(MIBIBYTES * MIBIBYTE)
        .array();
  }
}
