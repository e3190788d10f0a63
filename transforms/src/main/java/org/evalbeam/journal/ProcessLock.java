package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock between processes, and between the journals of one process, that the operating system
 * releases when its holder dies. It is a file of its own, which nobody else opens: on POSIX systems
 * a process loses its locks on a file as soon as it closes any handle of it, so that a segment that
 * was locked itself would be set free by whoever reads it.
 */
final class ProcessLock implements Closeable {

  /** What this process holds, by real path, and so must not open again. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final RandomAccessFile file;

  private ProcessLock(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Makes a new lock file that is locked from the moment it can be seen.
   *
   * @param path real path of the file
   */
  static ProcessLock create(Path path) throws IOException {
    Path unseen = path.resolveSibling(path.getFileName() + ".new");
    ProcessLock lock = tryAcquire(unseen);
    if (lock == null) {
      throw new IOException(path + " can't be locked");
    }
    HELD.add(path);
    Files.move(unseen, path, StandardCopyOption.ATOMIC_MOVE);
    HELD.remove(unseen);
    return new ProcessLock(path, lock.file);
  }

  /**
   * Takes a lock, making its file where there is none.
   *
   * @param path real path of the file
   * @return null while somebody holds it
   */
  static @Nullable ProcessLock tryAcquire(Path path) throws IOException {
    if (Files.notExists(path)) {
      try {
        PrivateFiles.create(path);
      } catch (FileAlreadyExistsException madeMeanwhile) {
        // Its maker and we now ask for it alike.
      }
    }
    return tryExisting(path);
  }

  /**
   * Whether somebody alive holds a lock, or may: not so if there is no such file.
   *
   * @param path real path of the file
   */
  static boolean isHeld(Path path) {
    if (Files.notExists(path)) {
      return false;
    }
    try (ProcessLock lock = tryExisting(path)) {
      return lock == null;
    } catch (IOException e) {
      return Files.exists(path);
    }
  }

  private static @Nullable ProcessLock tryExisting(Path path) throws IOException {
    if (!HELD.add(path)) {
      return null;
    }
    RandomAccessFile file = null;
    boolean locked = false;
    try {
      file = new RandomAccessFile(path.toFile(), "rw");
      locked = file.getChannel().tryLock() != null;
      return locked ? new ProcessLock(path, file) : null;
    } finally {
      if (!locked) {
        if (file != null) {
          file.close();
        }
        HELD.remove(path);
      }
    }
  }

  /** Deletes the file and releases the lock. */
  void delete() throws IOException {
    Files.deleteIfExists(path);
    close();
  }

  @Override
  public void close() throws IOException {
    file.close();
    HELD.remove(path);
  }
}
