package org.evalbeam.journal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of a segment by their place. The file is opened when it is needed and stays open
 * until it is closed, after which it may be read again. Thread-safe; interrupted threads read like
 * others, which a channel would not let them.
 *
 * <p>A run asks for its replies in about the order in which an earlier one got them, but for those
 * that were under way at the same time. So the blocks of the file that were used last are held:
 * what was appended never changes. Long lines are not held.
 */
final class SegmentFile implements Closeable {

  /** Some twenty replies. More would be read for nothing where the order is another. */
  private static final int BLOCK = 16 << 10;

  /** Together as many replies as some endpoints have in flight. */
  private static final int MOST_BLOCKS = 8;

  private static final int LONGEST_HELD = 2 * BLOCK;

  private final Path path;
  private @Nullable RandomAccessFile file;

  /** Blocks by their number, in the order of their last use. */
  private final Map<Long, Block> blocks =
      new LinkedHashMap<>(2 * MOST_BLOCKS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Block> eldest) {
          return size() > MOST_BLOCKS;
        }
      };

  SegmentFile(Path path) {
    this.path = path;
  }

  /** A block, as far as the file went when it was read. */
  private static final class Block {
    private final byte[] bytes = new byte[BLOCK];
    private int filled;
  }

  /**
   * Reads a line.
   *
   * @throws NoSuchFileException if the segment was deleted
   */
  synchronized byte[] read(long offset, int length) throws IOException {
    byte[] line = new byte[length];
    if (length > LONGEST_HELD) {
      open().seek(offset);
      open().readFully(line);
      return line;
    }
    for (int copied = 0; copied < length; ) {
      long at = offset + copied;
      int from = (int) (at % BLOCK);
      int count = Math.min(length - copied, BLOCK - from);
      byte[] bytes = block(at / BLOCK, from + count).bytes;
      System.arraycopy(bytes, from, line, copied, count);
      copied += count;
    }
    return line;
  }

  /** A block that is filled up to a place at least. */
  private Block block(long number, int least) throws IOException {
    Block block = blocks.computeIfAbsent(number, none -> new Block());
    if (block.filled < least) {
      RandomAccessFile open = open();
      open.seek(number * BLOCK + block.filled);
      while (block.filled < least) {
        int read = open.read(block.bytes, block.filled, BLOCK - block.filled);
        if (read < 0) {
          throw new EOFException(path + " ends before byte " + (number * BLOCK + least));
        }
        block.filled += read;
      }
    }
    return block;
  }

  private RandomAccessFile open() throws IOException {
    RandomAccessFile open = file;
    if (open == null) {
      try {
        open = new RandomAccessFile(path.toFile(), "r");
      } catch (IOException e) {
        if (Files.notExists(path)) {
          throw new NoSuchFileException(path.toString());
        }
        throw e;
      }
      file = open;
    }
    return open;
  }

  @Override
  public synchronized void close() throws IOException {
    RandomAccessFile open = file;
    file = null;
    blocks.clear();
    if (open != null) {
      open.close();
    }
  }
}
