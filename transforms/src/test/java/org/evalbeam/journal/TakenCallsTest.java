package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of all who keep their replies in one folder, one makes a call. */
class TakenCallsTest {

  private static final int MANY = 16;
  private static final JournalEntry ENTRY = JournalProcess.entry(7, 0);

  private final Path folder;

  TakenCallsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aCallOfAnotherProcessIsFreeWhenThatHasItsReplyWhichIsFoundThen() throws Exception {
    try (Journal journal = opened(MANY);
        JournalProcess other = JournalProcess.take(folder, 7)) {
      assertThat(other.next()).isEqualTo("taken");
      assertThat(find(journal)).isNull();
      assertThat(take(journal)).isNull();
      other.goOn();
      assertThat(other.next()).isEqualTo("appended");
      assertThat(find(journal)).as("what was read before").isNull();

      Closeable taken = take(journal);
      assertThat(taken).isNotNull();
      assertThat(find(journal)).isEqualTo(ENTRY);
    }
  }

  @Test
  void aCallOfAProcessThatIsKilledIsFree() throws Exception {
    try (Journal journal = opened(MANY);
        JournalProcess other = JournalProcess.take(folder, 7)) {
      assertThat(other.next()).isEqualTo("taken");
      assertThat(take(journal)).isNull();
      other.kill();

      assertThat(take(journal)).isNotNull();
      assertThat(find(journal)).isNull();
    }
  }

  @Test
  void otherCallsAreTakenMeanwhileAndThisOneAgainWhenItWasGivenBack() throws Exception {
    try (Journal one = opened(MANY);
        Journal other = opened(MANY)) {
      Closeable taken = Objects.requireNonNull(take(one));
      assertThat(take(other)).as("by another journal of this process").isNull();
      assertThat(one.tryTake(Entries.task(8), Entries.id(8))).isNotNull();
      taken.close();

      assertThat(take(other)).isNotNull();
    }
  }

  /** The handle of the lock file outlives every journal: closing it would free all calls. */
  @Test
  void aJournalThatIsClosedFreesNoCallOfAnother() throws Exception {
    try (Journal one = opened(MANY)) {
      assertThat(take(one)).isNotNull();
      opened(MANY).close();
      try (JournalProcess other = JournalProcess.take(folder, 7)) {
        assertThat(other.next()).isEqualTo("refused");
      }
    }
  }

  @Test
  void aThreadThatIsInterruptedFreesNoCallOfAnother() throws Exception {
    try (Journal journal = opened(MANY)) {
      Closeable taken = Objects.requireNonNull(take(journal));
      Thread.currentThread().interrupt();
      Closeable second = journal.tryTake(Entries.task(8), Entries.id(8));
      Objects.requireNonNull(second).close();
      assertThat(Thread.interrupted()).isTrue();

      try (JournalProcess other = JournalProcess.take(folder, 7)) {
        assertThat(other.next()).isEqualTo("refused");
      }
      taken.close();
    }
  }

  /** Segments that begin, and segments that grow, while a journal has read the folder already. */
  @Test
  void whatOthersAppendIsFoundByWhoeverTakesTheCallNext() throws Exception {
    try (Journal reader = opened(MANY);
        Journal writer = opened(MANY)) {
      for (int number = 0; number < 200; number++) {
        JournalEntry entry = Entries.numbered(number);
        assertThat(reader.find(entry.task(), entry.callId())).isNull();
        writer.append(entry);

        Closeable taken = reader.tryTake(entry.task(), entry.callId());
        assertThat(reader.find(entry.task(), entry.callId())).as("%d", number).isEqualTo(entry);
        Objects.requireNonNull(taken).close();
      }
    }
  }

  @Test
  void whoDoesAWholeRunAloneTakesEveryCallAtOnce() throws Exception {
    try (Journal one = opened(1);
        Journal other = opened(1)) {
      assertThat(take(one)).isNotNull();
      assertThat(take(other)).isNotNull();
    }
    assertThat(folder.resolve("calls.taken")).doesNotExist();
  }

  private Journal opened(int ranges) throws IOException {
    return Journal.open(folder.toString(), ranges);
  }

  private static @Nullable Closeable take(Journal journal) throws IOException {
    return journal.tryTake(ENTRY.task(), ENTRY.callId());
  }

  private static @Nullable JournalEntry find(Journal journal) throws IOException {
    return journal.find(ENTRY.task(), ENTRY.callId());
  }
}
