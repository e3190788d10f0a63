package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A folder on a local disk. Beside the segments stands a lock for each journal that writes here,
 * held for as long as it lives, and one for whoever rewrites segments.
 */
final class LocalFolder implements Folder {

  private static final String LOCK = ".lock";
  private static final String DRAFT = ".draft";

  private final Path path;

  private LocalFolder(Path path) {
    this.path = path;
  }

  /** A folder that may be missing. */
  static LocalFolder of(Path path) throws IOException {
    return new LocalFolder(Files.exists(path) ? path.toRealPath() : path);
  }

  /** A folder to write to, made where it is missing. */
  static LocalFolder create(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IOException("the journal's folder " + path + " is a file; a folder is needed");
    }
    PrivateFiles.createFolder(path);
    if (!Files.isWritable(path)) {
      throw new IOException("the journal's folder " + path + " can't be written to");
    }
    return of(path);
  }

  /** The place of a segment. */
  Path file(SegmentName name) {
    return path.resolve(name.toString());
  }

  /** The calls under way of all who write to this folder. */
  CallLocks calls() throws IOException {
    return CallLocks.in(path);
  }

  /** Takes the lock that tells that a writer lives; to be deleted when it ends. */
  ProcessLock lock(String writer) throws IOException {
    return ProcessLock.create(lockFile(writer));
  }

  private Path lockFile(String writer) {
    return path.resolve(writer + LOCK);
  }

  @Override
  public List<Listed> list() throws IOException {
    List<Listed> segments = new ArrayList<>();
    for (Path file : files("*" + SegmentName.SUFFIX)) {
      Optional<SegmentName> name = SegmentName.parse(name(file));
      if (name.isPresent()) {
        try {
          BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
          long modified = attributes.lastModifiedTime().toMillis();
          segments.add(new Listed(name.get(), attributes.size(), modified));
        } catch (NoSuchFileException deletedMeanwhile) {
          // As if it had been deleted before.
        }
      }
    }
    segments.sort(Comparator.comparing(Listed::name));
    return segments;
  }

  private List<Path> files(String glob) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(path, glob)) {
        stream.forEach(files::add);
      }
    }
    return files;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public Path fetch(Listed segment) {
    return file(segment.name());
  }

  @Override
  public long changedMillis() throws IOException {
    try {
      return Files.getLastModifiedTime(path).toMillis();
    } catch (NoSuchFileException missing) {
      return 0;
    }
  }

  @Override
  public long bytes(SegmentName name) throws IOException {
    return Files.size(file(name));
  }

  @Override
  public Path draft(SegmentName name) throws IOException {
    Path draft = path.resolve(name + DRAFT);
    PrivateFiles.create(draft);
    return draft;
  }

  /** Synced to the disk, since what it replaces is deleted next. */
  @Override
  public void publish(Path draft, SegmentName name) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(SegmentName name) throws IOException {
    if (!Files.isDirectory(file(name))) {
      Files.deleteIfExists(file(name));
    }
  }

  @Override
  public boolean isHeld(SegmentName name) {
    return ProcessLock.isHeld(lockFile(name.writer()));
  }

  @Override
  public boolean isSettled(Listed segment) {
    return !isHeld(segment.name());
  }

  @Override
  public @Nullable Closeable tryExclusive() throws IOException {
    return ProcessLock.tryAcquire(path.resolve("rewriting" + LOCK));
  }

  @Override
  public void tidy() throws IOException {
    for (Path draft : files("*" + DRAFT)) {
      Files.deleteIfExists(draft);
    }
    Set<String> writers =
        list().stream().map(segment -> segment.name().writer()).collect(Collectors.toSet());
    for (Path lock : files("p*" + LOCK)) {
      String writer = name(lock).substring(0, name(lock).length() - LOCK.length());
      if (!writers.contains(writer) && !ProcessLock.isHeld(lock)) {
        Files.deleteIfExists(lock);
      }
    }
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return path.toString();
  }
}
