package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, processes that are killed, and a disk that takes no more. */
class JournalProcessTest {

  private static final int SIZE = 2_000;

  private final Path folder;

  JournalProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static List<JournalEntry> entries(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> JournalProcess.entry(i, SIZE)).toList();
  }

  @Test
  void twoProcessesWriteToOneFolderAtOnce() throws Exception {
    try (JournalProcess one = JournalProcess.start(folder, 0, 2_000, SIZE);
        JournalProcess other = JournalProcess.start(folder, 1_500, 2_000, SIZE)) {
      assertThat(one.rest()).hasSize(2_000);
      assertThat(other.rest()).hasSize(2_000);

      assertThat(Entries.found(folder, entries(0, 3_500))).isEqualTo(entries(0, 3_500));
    }
    assertThat(Entries.files(folder, ".lock")).isEmpty();
  }

  @Test
  void aKilledProcessHasKeptAllThatItAppended() throws Exception {
    List<String> said = new ArrayList<>();
    try (JournalProcess process = JournalProcess.start(folder, 0, 1_000_000, SIZE)) {
      for (int i = 0; i < 1_000; i++) {
        said.add(process.next());
      }
      process.kill();
      said.addAll(process.rest());
    }
    // The last line may itself be torn.
    List<JournalEntry> appended = entries(0, said.size() - 1);

    assertThat(Entries.found(folder, appended)).isEqualTo(appended);
    assertThat(Entries.files(folder, ".lock")).hasSize(1);
    assertThat(JournalFolder.at(folder.toString()).compact()).isZero();
    assertThat(Entries.files(folder, ".lock")).as("its own and the mergers'").hasSize(2);
    try (Journal next = Journal.open(folder.toString(), 4)) {
      for (JournalEntry entry : appended.subList(0, 50)) {
        next.append(entry);
      }
    }
    assertThat(JournalFolder.at(folder.toString()).compact()).isEqualTo(8);
    assertThat(Entries.found(folder, appended)).isEqualTo(appended);
    assertThat(Entries.files(folder, ".lock")).singleElement().asString().contains("rewriting");
  }

  /** Four segments of 64 KiB hold some 120 entries of 2 KB. */
  @Test
  void aWriteThatFailsLeavesNoTornLineAndEndsTheJournal() throws Exception {
    List<String> said;
    try (JournalProcess process = JournalProcess.startLimited(folder, 64, 200, SIZE)) {
      said = process.rest();
    }
    int appended = (int) said.stream().filter(line -> line.matches("\\d+")).count();

    assertThat(said).hasSize(200);
    assertThat(appended).isBetween(30, 130);
    assertThat(said.subList(0, appended)).allMatch(line -> line.matches("\\d+"));
    assertThat(said.get(appended)).contains("could not append to " + folder, ".seg", "too large");
    assertThat(said.subList(appended + 1, 200))
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("no more replies are journalled since a write failed: could not"));
    List<String> warnings = new ArrayList<>();
    try (Journal next = Journal.open(folder.toString(), 1, Entries.warningTo(warnings))) {
      for (JournalEntry entry : entries(0, appended)) {
        assertThat(next.find(entry.task(), entry.callId())).isEqualTo(entry);
      }
      next.append(JournalProcess.entry(appended, SIZE));
    }
    assertThat(warnings).isEmpty();
    assertThat(Entries.found(folder, entries(0, 200))).isEqualTo(entries(0, appended + 1));
  }
}
