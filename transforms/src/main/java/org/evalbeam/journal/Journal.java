package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store of replies that were paid for, so that none is paid twice: raw replies by the identity
 * of their call, in segments that several processes write to one folder, each its own. Thread-safe.
 *
 * <p>On a local disk an entry is with the operating system when {@link #append} returns: it
 * outlives the process, though not the machine's sudden end. On any other file system it is first
 * only on this machine, and uploaded after a minute, 4,096 entries or 16 MiB, whichever comes
 * first, by the appends that follow, or by {@link #flush}: what dies with the machine before then
 * is paid again.
 *
 * <p>The index takes some 50 bytes of memory for each entry (37 to 75); replies are read when they
 * are asked for.
 */
public final class Journal implements Closeable {

  private final Folder folder;
  private final TaskRanges ranges;
  private final SegmentTable table;
  private final OffsetIndex index;
  private final SegmentLoader loader;
  private final Appender appender;
  private final JournalSettings settings;

  /** Null where nobody else is expected to make the same calls, or can't be kept from it. */
  private final @Nullable CallLocks calls;

  /** The write that failed first; none is tried after it. */
  private volatile @Nullable IOException failure;

  private volatile boolean closed;

  private Journal(
      Folder folder,
      TaskRanges ranges,
      SegmentTable table,
      Appender appender,
      String writer,
      @Nullable CallLocks calls,
      JournalSettings settings) {
    this.calls = calls;
    this.folder = folder;
    this.ranges = ranges;
    this.table = table;
    this.appender = appender;
    this.settings = settings;
    this.index = new OffsetIndex();
    this.loader = new SegmentLoader(folder, ranges, writer, table, index, settings);
  }

  /**
   * Opens the journal of a folder.
   *
   * @param folder a local path, or a URI of any file system that Beam knows; made where it is
   *     missing
   * @param ranges into how many equal ranges of task ids this process parts what it writes: 1 where
   *     one process does a whole run, more where each of many reads a part; a power of two up to
   *     256
   * @throws IOException if the folder can't be used
   */
  public static Journal open(String folder, int ranges) throws IOException {
    return open(folder, ranges, JournalSettings.DEFAULT);
  }

  static Journal open(String folder, int ranges, JournalSettings settings) throws IOException {
    TaskRanges parted = new TaskRanges(ranges);
    SegmentTable table = new SegmentTable();
    String writer = SegmentName.newWriter();
    Optional<Path> path = Folders.local(folder);
    if (path.isPresent()) {
      LocalFolder local = LocalFolder.create(path.get());
      Appender appender = new LocalSegments(local, parted, writer, table);
      CallLocks calls = ranges == 1 ? null : local.calls();
      return new Journal(local, parted, table, appender, writer, calls, settings);
    }
    RemoteFolder remote = RemoteFolder.of(folder, settings);
    Appender appender = new RolledSegments(remote, parted, writer, table, settings);
    return new Journal(remote, parted, table, appender, writer, null, settings);
  }

  /**
   * Finds the reply of a call. The first search in a range of tasks reads the index of what others
   * have written to the folder so far; see {@link #refresh} for what they write later.
   *
   * @param task identity of the task that the call belongs to
   * @param callId identity of the call
   * @return null if there is none, or none that is as it was written
   */
  public @Nullable JournalEntry find(String task, String callId) throws IOException {
    EntryId.of("task", task);
    EntryId id = EntryId.of("call id", callId);
    if (closed) {
      throw new IOException("the journal is closed");
    }
    OffsetIndex.Place gone = null;
    for (; ; ) {
      loader.load(ranges.of(task));
      OffsetIndex.Place place = index.get(id);
      if (place == null) {
        return null;
      }
      try {
        return read(callId, id, place);
      } catch (NoSuchFileException merged) {
        if (place.equals(gone)) {
          index.forget(id);
        }
        gone = place;
        loader.forgetLoaded();
      }
    }
  }

  /**
   * Whether another process may make a call that this one wants, so that it must be taken first.
   * Where a process does a whole run by itself, and where the folder is on no local disk or mount,
   * none is.
   */
  public boolean sharesCalls() {
    return calls != null;
  }

  /**
   * Takes a call that {@link #find} did not find, so that no other process makes it meanwhile, and
   * makes searches see all that others have appended in its task's range up to now.
   *
   * @return the call, to be closed when its reply is appended or there is none; null while somebody
   *     else makes it
   */
  public @Nullable Closeable tryTake(String task, String callId) throws IOException {
    if (calls == null) {
      return () -> {};
    }
    Closeable taken = calls.tryTake(EntryId.of("call id", callId));
    if (taken != null) {
      try {
        loader.catchUp(ranges.of(task));
      } catch (IOException | RuntimeException e) {
        taken.close();
        throw e;
      }
    }
    return taken;
  }

  private @Nullable JournalEntry read(String callId, EntryId id, OffsetIndex.Place place)
      throws IOException {
    Optional<JournalEntry> entry = EntryReader.entry(table.read(place));
    if (entry.isPresent() && entry.get().callId().equals(callId)) {
      return entry.get();
    }
    settings.warn(
        "An entry in %s of %,d bytes has become unreadable".formatted(folder, place.length()));
    index.forget(id);
    return null;
  }

  /**
   * Appends a reply, which {@link #find} finds from then on. Of two with one call id the first is
   * found.
   *
   * @throws IOException if it could not be written, naming the file; no more replies are taken then
   */
  public void append(JournalEntry entry) throws IOException {
    IOException earlier = failure;
    if (earlier != null) {
      throw new IOException(
          "no more replies are journalled since a write failed: " + earlier.getMessage(), earlier);
    }
    byte[] line = EntryWriter.line(entry);
    try {
      OffsetIndex.Place place = appender.append(ranges.of(entry.task()), line);
      index.putIfAbsent(EntryId.of("call id", entry.callId()), place);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Makes later searches see what others have appended since this journal first read the folder,
   * for one that lives on when the work of a died process is done again.
   */
  public void refresh() {
    loader.forgetLoaded();
  }

  /** Uploads what is only on this machine. On a local disk there is nothing to do. */
  public void flush() throws IOException {
    appender.flush();
  }

  /**
   * Flushes, and gives the segments free for others to merge.
   *
   * @throws IOException if replies could not be uploaded, naming the folder where they are kept
   */
  @Override
  public void close() throws IOException {
    closed = true;
    try (folder;
        table) {
      appender.close();
    }
  }
}
