package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads, interrupted or not, share a journal without harm to each other. */
class InterruptedJournalTest {

  private static final int THREADS = 8;
  private static final int EACH = 300;

  private final Path folder;

  InterruptedJournalTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void interruptedThreadsWorkOnAndHarmNoOther() throws Exception {
    Entries.write(folder, Entries.upTo(EACH));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Journal journal = Journal.open(folder.toString(), 1)) {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = EACH * (1 + thread);
        boolean interrupt = thread % 2 == 0;
        work.add(() -> appendAndFind(journal, first, interrupt));
      }
      for (Future<Boolean> ended : threads.invokeAll(work)) {
        assertThat(ended.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    List<JournalEntry> all = Entries.upTo(EACH * (1 + THREADS));
    assertThat(Entries.found(folder, all)).isEqualTo(all);
  }

  private static boolean appendAndFind(Journal journal, int first, boolean interrupt)
      throws IOException {
    for (int i = 0; i < EACH; i++) {
      if (interrupt) {
        Thread.currentThread().interrupt();
      }
      JournalEntry entry = Entries.numbered(first + i);
      JournalEntry old = Entries.numbered(i);
      journal.append(entry);
      assertThat(journal.find(entry.task(), entry.callId())).isEqualTo(entry);
      assertThat(journal.find(old.task(), old.callId())).isEqualTo(old);
      assertThat(Thread.currentThread().isInterrupted()).isEqualTo(interrupt);
    }
    return true;
  }
}
