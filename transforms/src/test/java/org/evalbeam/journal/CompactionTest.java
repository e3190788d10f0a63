package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merging keeps every entry, wherever it is broken off, and whoever reads meanwhile. */
class CompactionTest {

  private final Path folder;

  CompactionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private final List<String> warnings = new ArrayList<>();

  /** A process that dies. */
  private static final class Crash extends RuntimeException {}

  private JournalFolder journals() {
    return JournalFolder.at(folder.toString());
  }

  /** Segments of three runs in four ranges each; the runs overlap. */
  private List<JournalEntry> writeRuns() throws IOException {
    List<JournalEntry> all = Entries.upTo(60);
    Entries.write(folder, 4, all.subList(0, 30));
    Entries.write(folder, 4, all.subList(20, 50));
    Entries.write(folder, 4, all.subList(40, 60));
    return all;
  }

  @Test
  void mergesTheSegmentsOfEachRange() throws IOException {
    List<JournalEntry> all = writeRuns();
    assertThat(Entries.segments(folder)).hasSize(12);

    assertThat(journals().compact()).isEqualTo(12);

    assertThat(Entries.segments(folder)).hasSize(4);
    assertThat(Entries.lines(folder))
        .hasSize(60)
        .containsOnlyKeys(all)
        .allSatisfy((e, times) -> assertThat(times).isOne());
    assertThat(Entries.found(folder, all)).isEqualTo(all);
    assertThat(journals().compact()).as("nothing is left to merge").isZero();
  }

  @Test
  void theFirstOfDoubledEntriesIsKept() throws IOException {
    JournalEntry one = Entries.numbered(1, "one");
    Entries.write(folder, List.of(one));
    Entries.write(folder, List.of(Entries.numbered(1, "two")));
    List<JournalEntry> before = Entries.found(folder, List.of(one, Entries.numbered(1, "two")));
    journals().compact();

    assertThat(Entries.lines(folder)).containsExactly(Map.entry(before.get(0), 1));
  }

  @Test
  void aRunMergesOnlyWhenThereAreMany() throws IOException {
    for (int i = 0; i < 32; i++) {
      Entries.write(folder, List.of(Entries.numbered(i)));
    }
    assertThat(journals().compactIfMany()).isZero();
    Entries.write(folder, List.of(Entries.numbered(32)));

    assertThat(journals().compactIfMany()).isEqualTo(33);
    assertThat(Entries.lines(folder)).containsOnlyKeys(Entries.upTo(33));
  }

  @Test
  void unreadableLinesAreLeftOut() throws IOException {
    List<JournalEntry> all = writeRuns();
    Path damaged = Entries.segments(folder).get(0);
    List<String> lines = new ArrayList<>(Files.readAllLines(damaged));
    lines.set(1, lines.get(1).replace("reply", "REPLY"));
    Files.write(damaged, lines);
    List<JournalEntry> readable = Entries.found(folder, all);
    journals().compact();

    assertThat(Entries.lines(folder)).containsOnlyKeys(readable);
    assertThat(journals().contents().unreadable()).isZero();
  }

  @Test
  void whatThisProgramCantReadIsLeftAlone() throws IOException {
    writeRuns();
    Path next = Files.write(folder.resolve("00-3f-p1rnext-0.seg"), EntryFormat.header("2"));
    Path directory = Files.createDirectory(folder.resolve("00-3f-p1rdir-0.seg"));
    Path empty = Files.createFile(folder.resolve("00-3f-p1rempty-0.seg"));
    journals().compact();

    assertThat(next).exists();
    assertThat(directory).exists();
    assertThat(empty).doesNotExist();
  }

  /** Broken off after each single step, and then done again, as the next run does. */
  @Test
  void aCrashAtAnyPointLosesNothing() throws IOException {
    List<JournalEntry> all = Entries.upTo(60);
    int steps = 0;
    boolean crashed = true;
    while (crashed) {
      Path copy = folder.resolve("step-" + ++steps);
      new CompactionTest(copy).writeRuns();
      crashed = crashes(copy, steps);

      assertThat(Entries.lines(copy)).as("step %d", steps).containsOnlyKeys(all);
      assertThat(Entries.found(copy, all)).as("step %d", steps).isEqualTo(all);
      JournalFolder.at(copy.toString()).compact();
      assertThat(Entries.lines(copy)).as("step %d", steps).containsOnlyKeys(all);
      assertThat(Entries.lines(copy).values()).as("step %d", steps).containsOnly(1);
      assertThat(Entries.segments(copy)).as("step %d", steps).hasSize(4);
      assertThat(Entries.files(copy, ".draft")).as("step %d", steps).isEmpty();
    }
    // Each entry is copied; each range is drafted and published; each old segment is deleted.
    assertThat(steps - 1).isEqualTo(60 + 4 + 4 + 12);
  }

  private boolean crashes(Path copy, int last) throws IOException {
    int[] steps = new int[1];
    try {
      JournalFolder.at(
              copy.toString(),
              Entries.warningTo(warnings),
              step -> {
                if (++steps[0] == last) {
                  throw new Crash();
                }
              })
          .compact();
      return false;
    } catch (Crash crash) {
      return true;
    }
  }

  @Test
  void aSegmentOfALivingProcessIsNeverTouched() throws Exception {
    List<JournalEntry> all = writeRuns();
    try (JournalProcess process = JournalProcess.start(folder, 100, 40, 10)) {
      assertThat(process.rest()).hasSize(40);
      List<Path> live = Entries.segments(folder);
      assertThat(live).hasSize(16);
      // Reading a segment, and asking for its lock, must not set it free.
      Entries.found(folder, all);

      assertThat(journals().compact()).isEqualTo(12);
      assertThat(journals().compact()).isZero();
      assertThat(Entries.segments(folder)).hasSize(8);
      assertThat(Entries.segments(folder).stream().filter(live::contains)).hasSize(4);
      assertThatThrownBy(() -> journals().dropAll())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(".seg in " + folder, "is held by a running process");
    }
    assertThat(journals().compact()).isEqualTo(8);
    List<JournalEntry> theirs =
        IntStream.range(100, 140).mapToObj(i -> JournalProcess.entry(i, 10)).toList();
    assertThat(Entries.found(folder, theirs)).isEqualTo(theirs);
    assertThat(Entries.found(folder, all)).isEqualTo(all);
  }

  /** Seen from another process, whatever this one has opened and closed meanwhile. */
  @Test
  void readersOfThisProcessDontSetItsSegmentsFree() throws Exception {
    Entries.write(folder, List.of(Entries.numbered(1)));
    try (Journal journal = Journal.open(folder.toString(), 1)) {
      journal.append(Entries.numbered(2));
      Entries.found(folder, Entries.upTo(3));
      assertThat(journals().compact()).isZero();

      assertThat(JournalProcess.compact(folder)).isEqualTo("0");
    }
    assertThat(JournalProcess.compact(folder)).isEqualTo("2");
  }

  @Test
  void anotherJournalOfThisProcessLivesToo() throws IOException {
    writeRuns();
    try (Journal journal = Journal.open(folder.toString(), 4)) {
      journal.append(Entries.numbered(100));

      assertThat(journals().compact()).isEqualTo(12);
      journal.append(Entries.numbered(101));
      assertThat(journals().compact()).isZero();
    }
    List<JournalEntry> appended = List.of(Entries.numbered(100), Entries.numbered(101));
    assertThat(Entries.found(folder, appended)).isEqualTo(appended);
  }

  @Test
  void whoReadTheIndexBeforeFindsEntriesInTheirNewPlace() throws IOException {
    List<JournalEntry> all = Entries.upTo(200);
    for (JournalEntry entry : all) {
      Entries.write(folder, List.of(entry));
    }
    try (Journal reader = Journal.open(folder.toString(), 16, Entries.warningTo(warnings))) {
      for (JournalEntry entry : all) {
        assertThat(reader.find(entry.task(), entry.callId())).isEqualTo(entry);
      }
      journals().compact();
      assertThat(Entries.segments(folder)).hasSize(1);
      for (JournalEntry entry : all) {
        assertThat(reader.find(entry.task(), entry.callId())).isEqualTo(entry);
      }
    }
    assertThat(warnings).isEmpty();
  }

  /** It saw the new segment beside the old ones, from which it knew the entries already. */
  @Test
  void whoReadWhileOthersMergedFindsEntriesInTheirNewPlace() throws IOException {
    List<JournalEntry> all = writeRuns();
    try (Journal reader = Journal.open(folder.toString(), 4, Entries.warningTo(warnings))) {
      assertFinds(reader, all);
      JournalFolder.at(
              folder.toString(),
              Entries.warningTo(warnings),
              step -> {
                if (step != Merge.Step.COPIED) {
                  reader.refresh();
                  assertFinds(reader, all);
                }
              })
          .compact();
      reader.refresh();
      assertFinds(reader, all);
    }
    assertThat(warnings).isEmpty();
  }

  private static void assertFinds(Journal reader, List<JournalEntry> all) {
    for (JournalEntry entry : all) {
      try {
        assertThat(reader.find(entry.task(), entry.callId())).isEqualTo(entry);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void onlyOneMergesAtATime() throws IOException {
    writeRuns();
    List<Integer> within = new ArrayList<>();
    JournalFolder.at(
            folder.toString(),
            Entries.warningTo(warnings),
            step -> {
              try {
                within.add(journals().compact());
                assertThatThrownBy(() -> journals().dropAll())
                    .hasMessageContaining("another process merges segments");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .compact();

    assertThat(within).isNotEmpty().containsOnly(0);
    assertThat(Entries.lines(folder)).containsOnlyKeys(Entries.upTo(60));
  }
}
