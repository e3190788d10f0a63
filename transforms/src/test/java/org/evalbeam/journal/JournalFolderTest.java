package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.evalbeam.journal.JournalContents.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder holds, and dropping from it. */
class JournalFolderTest {

  private final Path folder;

  JournalFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private JournalFolder journals() {
    return JournalFolder.at(folder.toString());
  }

  private static JournalEntry at(int number, String endpoint, String model, long millis) {
    return new JournalEntry(
        Entries.id(number), Entries.task(number), endpoint, model, millis, 1, 1, "body " + number);
  }

  private static final List<JournalEntry> ENTRIES =
      List.of(
          at(1, "https://b.example", "large", 3_000),
          at(2, "https://b.example", "large", 1_000),
          at(3, "https://b.example", "large-2", 5_000),
          at(4, "https://a.example", "large", 7_000));

  @Test
  void countsByEndpointAndModel() throws IOException {
    Entries.write(folder, ENTRIES);
    Entries.write(folder, ENTRIES.subList(0, 2));
    long size = 0;
    for (Path segment : Entries.segments(folder)) {
      size += Files.size(segment);
    }
    Files.writeString(folder.resolve("00-ff-p1rforeign-0.seg"), "damage\nmore");

    JournalContents contents = journals().contents();
    assertThat(contents.kinds())
        .containsExactly(
            kind(ENTRIES.get(3), 1, 7_000, 7_000),
            kind(ENTRIES.get(0), 2, 1_000, 3_000),
            kind(ENTRIES.get(2), 1, 5_000, 5_000));
    assertThat(contents.segments()).isEqualTo(3);
    assertThat(contents.bytes()).isEqualTo(size + 11);
    assertThat(contents.unreadable()).isEqualTo(2);
    assertThat(contents.unreadableBytes()).isEqualTo(11);
  }

  private static Kind kind(JournalEntry entry, int entries, long first, long last)
      throws IOException {
    return new Kind(
        entry.endpoint(),
        entry.model(),
        entries,
        (long) entries * EntryWriter.line(entry).length,
        Instant.ofEpochMilli(first),
        Instant.ofEpochMilli(last));
  }

  @Test
  void aMissingFolderIsEmptyAndStaysMissing() throws IOException {
    JournalFolder missing = JournalFolder.at(folder.resolve("none").toString());

    assertThat(missing.contents().kinds()).isEmpty();
    assertThat(missing.compact()).isZero();
    assertThat(missing.dropAll()).isZero();
    assertThat(missing.dropModel("m")).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void dropsAModelByItsExactName() throws IOException {
    Entries.write(folder, ENTRIES);
    Entries.write(folder, List.of(ENTRIES.get(0)));
    Entries.write(folder, List.of(at(5, "https://b.example", "small", 1)));
    Path untouched =
        Entries.segments(folder).stream()
            .filter(file -> holds(file, "small"))
            .findFirst()
            .orElseThrow();

    assertThat(journals().dropModel("larg")).isZero();
    assertThat(journals().dropModel("large")).isEqualTo(3);
    assertThat(Entries.lines(folder))
        .containsOnlyKeys(ENTRIES.get(2), at(5, "https://b.example", "small", 1));
    assertThat(untouched).exists();
    assertThat(journals().dropModel("large-2")).isOne();
    assertThat(Entries.onlySegment(folder)).isEqualTo(untouched);
  }

  private static boolean holds(Path file, String model) {
    try {
      return Files.readString(file).contains('"' + model + '"');
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void dropsAll() throws IOException {
    Entries.write(folder, 4, ENTRIES);
    Files.writeString(folder.resolve("00-ff-p1rforeign-0.seg"), "damage");
    Files.writeString(folder.resolve("notes.txt"), "not ours");

    assertThat(journals().dropAll()).isEqualTo(4);
    assertThat(Entries.segments(folder)).isEmpty();
    assertThat(folder.resolve("notes.txt")).exists();
    assertThat(Entries.found(folder, ENTRIES)).isEmpty();
  }
}
