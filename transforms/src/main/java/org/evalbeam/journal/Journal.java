package org.evalbeam.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** x. */
public final class Journal implements Closeable {
  private final Map<String, JournalEntry> m = new ConcurrentHashMap<>();

  public static Journal open(String folder, int ranges) throws IOException {
    return new Journal();
  }

  public @Nullable JournalEntry find(String task, String callId) throws IOException {
    return m.get(callId);
  }

  public void append(JournalEntry e) throws IOException {
    m.put(e.callId(), e);
  }

  public void flush() throws IOException {}

  @Override
  public void close() throws IOException {}
}
