package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal on file systems without appending: its segments roll. */
class RemoteJournalTest {

  private static final RollLimits NEVER = new RollLimits(Duration.ofDays(1), 1 << 20, 1L << 30);

  private final Path temporary;
  private final String folder =
      MemoryFileSystem.FILES + "://bucket/" + UUID.randomUUID() + "/journal/";
  private final List<String> warnings = new ArrayList<>();
  private Instant now = Instant.ofEpochSecond(1_700_000_000);
  private long nanos = 7;

  RemoteJournalTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @BeforeEach
  void register() {
    MemoryFileSystem.register();
  }

  @AfterEach
  void allFailuresWereHad() {
    assertThat(MemoryFileSystem.FAILURES.getAndSet(0)).isZero();
  }

  private JournalSettings settings(RollLimits limits) {
    return new JournalSettings(() -> now, () -> nanos, limits, temporary, warnings::add);
  }

  private Journal open(int ranges, RollLimits limits) throws IOException {
    return Journal.open(folder, ranges, settings(limits));
  }

  private List<JournalEntry> found(List<JournalEntry> asked) throws IOException {
    List<JournalEntry> found = new ArrayList<>();
    try (Journal journal = open(4, NEVER)) {
      for (JournalEntry entry : asked) {
        JournalEntry kept = journal.find(entry.task(), entry.callId());
        if (kept != null) {
          found.add(kept);
        }
      }
    }
    return found;
  }

  private void append(Journal journal, List<JournalEntry> entries) throws IOException {
    for (JournalEntry entry : entries) {
      journal.append(entry);
      assertThat(journal.find(entry.task(), entry.callId())).isEqualTo(entry);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MemoryFileSystem.FILES, MemoryFileSystem.OBJECTS})
  void whatWasClosedIsFoundByOthers(String scheme) throws IOException {
    String place = scheme + "://bucket/" + UUID.randomUUID() + "/journal";
    List<JournalEntry> entries = Entries.upTo(100);
    try (Journal journal = Journal.open(place, 16)) {
      append(journal, entries);
      assertThat(MemoryFileSystem.list(place)).isEmpty();
    }

    assertThat(MemoryFileSystem.list(place)).hasSize(16).allMatch(uri -> uri.endsWith(".seg"));
    try (Journal journal = Journal.open(place, 1)) {
      for (JournalEntry entry : entries) {
        assertThat(journal.find(entry.task(), entry.callId())).isEqualTo(entry);
      }
    }
  }

  @Test
  void aSegmentRollsWhenItHoldsEnoughEntries() throws IOException {
    List<JournalEntry> entries = Entries.upTo(25);
    Journal journal = open(1, new RollLimits(Duration.ofDays(1), 10, 1L << 30));
    append(journal, entries);

    assertThat(MemoryFileSystem.list(folder)).hasSize(2);
    assertThat(found(entries)).isEqualTo(entries.subList(0, 20));
    journal.close();
    assertThat(found(entries)).isEqualTo(entries);
  }

  @Test
  void aSegmentRollsWhenItIsLargeEnough() throws IOException {
    JournalEntry small = Entries.numbered(1);
    JournalEntry large = Entries.numbered(2, "x".repeat(5_000));
    Journal journal = open(1, new RollLimits(Duration.ofDays(1), 1 << 20, 5_000));
    append(journal, List.of(small));
    assertThat(MemoryFileSystem.list(folder)).isEmpty();
    append(journal, List.of(large));

    assertThat(MemoryFileSystem.list(folder)).hasSize(1);
    assertThat(found(List.of(small, large))).containsExactly(small, large);
    journal.close();
  }

  @Test
  void segmentsOfAllRangesRollWhenTheyAreOldEnough() throws IOException {
    Journal journal = open(256, new RollLimits(Duration.ofSeconds(60), 1 << 20, 1L << 30));
    append(journal, Entries.upTo(5));
    pass(Duration.ofMillis(59_999));
    append(journal, List.of(Entries.numbered(5)));
    assertThat(MemoryFileSystem.list(folder)).isEmpty();
    pass(Duration.ofMillis(1));
    append(journal, List.of(Entries.numbered(6)));

    assertThat(found(Entries.upTo(7))).isEqualTo(Entries.upTo(5));
    journal.close();
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
    nanos += duration.toNanos();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1H", "PT1H"})
  void aClockThatIsSetMakesNoSegmentOlderOrYounger(String jump) throws IOException {
    Journal journal = open(1, new RollLimits(Duration.ofSeconds(60), 1 << 20, 1L << 30));
    append(journal, List.of(Entries.numbered(0)));
    now = now.plus(Duration.parse(jump));
    pass(Duration.ofMillis(59_999));
    append(journal, List.of(Entries.numbered(1)));
    assertThat(MemoryFileSystem.list(folder)).isEmpty();
    pass(Duration.ofMillis(1));
    append(journal, List.of(Entries.numbered(2)));

    assertThat(found(Entries.upTo(3))).isEqualTo(Entries.upTo(3));
    journal.close();
  }

  @Test
  void flushUploadsWhatIsLeftAndTheJournalGoesOn() throws IOException {
    Journal journal = open(4, NEVER);
    append(journal, Entries.upTo(10));
    journal.flush();
    journal.flush();
    assertThat(found(Entries.upTo(10))).isEqualTo(Entries.upTo(10));
    int segments = MemoryFileSystem.list(folder).size();
    append(journal, List.of(Entries.numbered(10)));
    journal.close();

    assertThat(MemoryFileSystem.list(folder)).hasSize(segments + 1);
    assertThat(found(Entries.upTo(11))).isEqualTo(Entries.upTo(11));
  }

  /** A process that dies leaves its journal as it is. */
  @Test
  void deathLosesOnlyWhatHadNotRolled() throws IOException {
    Journal dying = open(1, new RollLimits(Duration.ofDays(1), 10, 1L << 30));
    append(dying, Entries.upTo(19));

    assertThat(found(Entries.upTo(19))).isEqualTo(Entries.upTo(10));
  }

  @Test
  void anUploadThatFailsIsTriedAgain() throws IOException {
    Journal journal = open(1, new RollLimits(Duration.ofDays(1), 2, 1L << 30));
    MemoryFileSystem.FAILURES.set(1);
    append(journal, Entries.upTo(2));
    assertThat(warnings).singleElement().asString().contains(folder, "tried again", "unreachable");
    assertThat(MemoryFileSystem.list(folder)).isEmpty();
    append(journal, List.of(Entries.numbered(2)));

    assertThat(found(Entries.upTo(3))).isEqualTo(Entries.upTo(2));
    MemoryFileSystem.FAILURES.set(1);
    assertThatThrownBy(journal::flush).isInstanceOf(IOException.class);
    journal.close();
    assertThat(found(Entries.upTo(3))).isEqualTo(Entries.upTo(3));
  }

  @Test
  void whatCouldNotBeUploadedAtTheEndIsKept() throws IOException {
    Journal journal = open(1, NEVER);
    append(journal, Entries.upTo(3));
    MemoryFileSystem.FAILURES.set(1);

    assertThatThrownBy(journal::close)
        .isInstanceOfSatisfying(
            IOException.class,
            e -> {
              String message = String.valueOf(e.getMessage());
              Path kept = Path.of(message.replaceAll(".* kept in (\\S+): .*", "$1"));
              assertThat(Entries.segments(kept)).hasSize(1);
            });
  }

  @Test
  void copiesAreDeletedWhenTheJournalIsClosed() throws IOException {
    Journal writer = open(4, NEVER);
    append(writer, Entries.upTo(10));
    assertThat(temporary).isNotEmptyDirectory();
    writer.close();
    found(Entries.upTo(10));

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aSegmentThatWasMergedAwayIsFoundInItsNewPlace() throws IOException {
    for (int i = 0; i < 3; i++) {
      Journal journal = open(1, NEVER);
      append(journal, List.of(Entries.numbered(i)));
      journal.close();
    }
    MemoryFileSystem.put(folder + "00-ff-p0rgone-0.seg", new byte[0]);
    now = Instant.ofEpochMilli(MemoryFileSystem.MODIFIED_MILLIS).plus(Duration.ofHours(1));
    assertThat(folder().compact()).isZero();
    now = now.plusMillis(1);
    assertThat(folder().compact()).isEqualTo(4);

    assertThat(MemoryFileSystem.list(folder)).hasSize(1);
    assertThat(found(Entries.upTo(3))).isEqualTo(Entries.upTo(3));
    assertThat(folder().contents().kinds().get(0).entries()).isEqualTo(3);
    assertThat(folder().dropAll()).isEqualTo(3);
    assertThat(MemoryFileSystem.list(folder)).isEmpty();
  }

  private JournalFolder folder() {
    return JournalFolder.at(folder, settings(NEVER), step -> {});
  }

  @Test
  void aSchemeThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> Journal.open("nowhere://bucket/journal", 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the journal's folder nowhere://bucket/journal can't be used");
  }
}
