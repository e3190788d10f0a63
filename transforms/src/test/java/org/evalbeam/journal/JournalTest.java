package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one process writes it finds, at once and later. */
class JournalTest {

  private final Path folder;

  JournalTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void findsWhatItHasJustAppended() throws IOException {
    try (Journal journal = Journal.open(folder.toString(), 1)) {
      assertThat(journal.find(Entries.task(1), Entries.id(1))).isNull();
      journal.append(Entries.numbered(1));

      assertThat(journal.find(Entries.task(1), Entries.id(1))).isEqualTo(Entries.numbered(1));
      assertThat(journal.find(Entries.task(2), Entries.id(2))).isNull();
    }
  }

  @Test
  void everyTextComesBackAsItWas() throws IOException {
    List<String> bodies =
        List.of(
            "",
            "{\"choices\": [{\"message\": \"a \\\"quoted\\\" line\\n\"}]}",
            "two\nlines\r\nand \u2028 \u2029 \u0085 \u0000 \u001f \u007f \ufeff \uffff",
            "Éa 漢字 \uD83D\uDE00 \u202e",
            "half a pair \uD83D and the other \uDE00\uD83D",
            "x".repeat(5 << 20),
            "é\n".repeat(3 << 20));
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      entries.add(Entries.numbered(i, bodies.get(i)));
    }
    Entries.write(folder, entries);

    assertThat(Entries.found(folder, entries)).isEqualTo(entries);
  }

  @Test
  void everyNumberComesBackAsItWas() throws IOException {
    List<JournalEntry> entries =
        List.of(
            timed(1, Long.MIN_VALUE, 0.1 + 0.2, Double.MIN_VALUE),
            timed(2, Long.MAX_VALUE, Double.NaN, -0.0),
            timed(3, 0, Double.POSITIVE_INFINITY, 1e300));
    Entries.write(folder, entries);

    assertThat(Entries.found(folder, entries)).isEqualTo(entries);
  }

  private static JournalEntry timed(int number, long at, double seconds, double firstByte) {
    return new JournalEntry(
        Entries.id(number), Entries.task(number), "e", "m\n\u0001", at, seconds, firstByte, "b");
  }

  @Test
  void aSegmentIsTextThatAnybodyCanRead() throws IOException {
    Entries.write(folder, List.of(Entries.numbered(7, "naïve\n")));

    List<String> lines = Files.readAllLines(Entries.onlySegment(folder));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).matches("[0-9a-f]{8} evalbeam-journal 1");
    assertThat(lines.get(1))
        .matches("[0-9a-f]{8} " + Entries.id(7) + " " + Entries.task(7) + " \\{.*}")
        .endsWith(
            "{\"endpoint\":\"https://llm.example/v1\",\"model\":\"model\",\"at_millis\":1700000000000,"
                + "\"seconds\":1.5,\"first_byte_seconds\":0.25,\"body\":\"naïve\\n\"}");
  }

  @Test
  void partsWhatItWritesByRange() throws IOException {
    List<JournalEntry> entries = Entries.upTo(600);
    Entries.write(folder, 16, entries);

    assertThat(Entries.segments(folder)).hasSize(16);
    for (Path segment : Entries.segments(folder)) {
      SegmentName name = SegmentName.parse(segment.getFileName().toString()).orElseThrow();
      assertThat(name.to() - name.from()).isEqualTo(15);
      assertThat(Files.readAllLines(segment).stream().skip(1))
          .allSatisfy(
              line ->
                  assertThat(Integer.parseInt(line, 42, 44, 16)).isBetween(name.from(), name.to()));
    }
    assertThat(Entries.found(folder, entries)).isEqualTo(entries);
  }

  @Test
  void readsNoSegmentOfAnotherRange() throws IOException {
    Entries.write(folder, 16, Entries.upTo(600));
    List<String> warnings = new ArrayList<>();
    for (Path segment : Entries.segments(folder)) {
      Files.writeString(segment, "damage");
    }
    try (Journal journal = Journal.open(folder.toString(), 16, Entries.warningTo(warnings))) {
      journal.find("42" + "0".repeat(30), Entries.id(1));
      journal.find("4f" + "0".repeat(30), Entries.id(1));
    }

    assertThat(warnings).singleElement().asString().contains("40-4f-", "1 unreadable", "6 bytes");
  }

  @Test
  void theFirstOfTwoIsFound() throws IOException {
    JournalEntry first = Entries.numbered(1, "first");
    JournalEntry second = Entries.numbered(1, "second");
    try (Journal journal = Journal.open(folder.toString(), 1)) {
      journal.append(first);
      journal.append(second);
      assertThat(journal.find(first.task(), first.callId())).isEqualTo(first);
    }

    assertThat(Entries.found(folder, List.of(first))).containsExactly(first);
  }

  @Test
  void anotherJournalOnTheFolderSeesWhatWasThereWhenItFirstRead() throws IOException {
    try (Journal one = Journal.open(folder.toString(), 1);
        Journal other = Journal.open(folder.toString(), 1)) {
      one.append(Entries.numbered(1));
      assertThat(other.find(Entries.task(1), Entries.id(1))).isEqualTo(Entries.numbered(1));
      other.append(Entries.numbered(2));
      one.append(Entries.numbered(3));

      assertThat(other.find(Entries.task(3), Entries.id(3))).isNull();
      other.refresh();
      assertThat(other.find(Entries.task(3), Entries.id(3))).isEqualTo(Entries.numbered(3));
      assertThat(one.find(Entries.task(2), Entries.id(2))).isEqualTo(Entries.numbered(2));
    }
  }

  @Test
  void anEntryThatSpoilsIsNeitherFoundNorInTheWayOfANewOne() throws IOException {
    JournalEntry entry = Entries.numbered(1, "the right reply");
    List<JournalEntry> all = new ArrayList<>(List.of(entry));
    for (int far = 2; far < 14; far++) {
      all.add(Entries.numbered(far, "so far that the first must be read anew ".repeat(500)));
    }
    List<String> warnings = new ArrayList<>();
    Entries.write(folder, all);
    try (Journal journal = Journal.open(folder.toString(), 1, Entries.warningTo(warnings))) {
      for (JournalEntry each : all) {
        assertThat(journal.find(each.task(), each.callId())).isEqualTo(each);
      }
      Path segment = Entries.onlySegment(folder);
      Files.writeString(segment, Files.readString(segment).replace("right", "wrong"));

      assertThat(journal.find(entry.task(), entry.callId())).isNull();
      assertThat(warnings).singleElement().asString().contains("unreadable");
      journal.append(entry);
      assertThat(journal.find(entry.task(), entry.callId())).isEqualTo(entry);
    }
  }

  @Test
  void filesAreTheirOwnersAlone() throws IOException {
    Path made = folder.resolve("above/journal");
    try (Journal journal = Journal.open(made.toString(), 1)) {
      journal.append(Entries.numbered(1));
      assertThat(modes(made)).isEqualTo("rwx------");
      assertThat(Entries.files(made, ""))
          .hasSize(2)
          .allSatisfy(file -> assertThat(modes(file)).isEqualTo("rw-------"));
    }
    Entries.write(made, Entries.upTo(3));
    JournalFolder.at(made.toString()).compact();
    assertThat(modes(Entries.onlySegment(made))).isEqualTo("rw-------");
  }

  private static String modes(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aJournalThatWroteNothingLeavesNothing() throws IOException {
    Entries.write(folder, List.of());

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileUriIsALocalFolder() throws IOException {
    try (Journal journal = Journal.open(folder.toUri().toString(), 1)) {
      journal.append(Entries.numbered(1));
      assertThat(Entries.lines(folder)).containsOnlyKeys(Entries.numbered(1));
    }
  }

  @Test
  void refusesWhatItCantUse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> Journal.open(file.toString(), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + " is a file; a folder is needed");
    assertThatThrownBy(() -> Journal.open(folder.toString(), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 ranges of task ids; a power of two from 1 to 256 is needed");
    assertThatThrownBy(() -> Entries.of("A".repeat(32), Entries.task(1), "m", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 digits of 0-9 and a-f are needed");
    assertThatThrownBy(() -> Entries.of(Entries.id(1), "12", "m", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a task of 2 characters");
  }

  @Test
  void aClosedJournalRefuses() throws IOException {
    Journal journal = Journal.open(folder.toString(), 1);
    journal.append(Entries.numbered(1));
    journal.close();

    assertThatThrownBy(() -> journal.append(Entries.numbered(2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> journal.find(Entries.task(1), Entries.id(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }
}
