package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are under way, whoever makes them: who makes a call holds a lock on one byte of an
 * empty file in the journal's folder, at the place that the call's identity gives. The operating
 * system frees it when its holder dies, so nothing is left to tidy.
 *
 * <p>A process has one handle of the file for as long as it lives, whatever runs and class loaders
 * come and go in it: to close any handle of a file is to lose all of the process's locks on it.
 */
final class CallLocks {

  private static final String FILE = "calls.taken";

  /** Offsets that every operating system can lock. */
  private static final long OFFSETS = Long.MAX_VALUE >> 1;

  private final FileChannel file;

  private CallLocks(FileChannel file) {
    this.file = file;
  }

  /** The calls that keep their replies in this folder, which is there. */
  static CallLocks in(Path folder) throws IOException {
    Path path = folder.toRealPath().resolve(FILE);
    try {
      PrivateFiles.create(path);
    } catch (FileAlreadyExistsException madeByAnother) {
      // All use the same one.
    }
    return new CallLocks(handle(path));
  }

  /** The handle is kept where all class loaders of the process find it. */
  private static FileChannel handle(Path path) throws IOException {
    Object file = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    String key = CallLocks.class.getName() + " " + path + " " + file;
    Properties ofProcess = System.getProperties();
    synchronized (ofProcess) {
      if (ofProcess.get(key) instanceof FileChannel open) {
        return open;
      }
      FileChannel opened = FileChannel.open(path, StandardOpenOption.WRITE);
      ofProcess.put(key, opened);
      return opened;
    }
  }

  /**
   * Takes a call, until the lock is closed.
   *
   * @return null while anybody else has it, in this process or another
   */
  @Nullable Closeable tryTake(EntryId call) throws IOException {
    try {
      FileLock lock = file.tryLock(offset(call), 1, false);
      return lock == null ? null : lock::release;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  private static long offset(EntryId call) {
    return (call.high() ^ Long.rotateLeft(call.low(), 1)) & OFFSETS;
  }
}
