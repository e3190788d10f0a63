package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage costs the entries that it touched, is told, and never gives a wrong reply. */
class DamagedSegmentTest {

  private static final List<JournalEntry> ENTRIES =
      List.of(Entries.numbered(1, "one"), Entries.numbered(2, "zwölf"), Entries.numbered(3, ""));

  private final Path folder;

  DamagedSegmentTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private final List<String> warnings = new ArrayList<>();
  private Path segment = Path.of("");
  private byte[] whole = {};

  @BeforeEach
  void write() throws IOException {
    Entries.write(folder, ENTRIES);
    segment = Entries.onlySegment(folder);
    whole = Files.readAllBytes(segment);
  }

  private List<JournalEntry> found() throws IOException {
    warnings.clear();
    List<JournalEntry> found = new ArrayList<>();
    try (Journal journal = Journal.open(folder.toString(), 1, Entries.warningTo(warnings))) {
      for (JournalEntry entry : ENTRIES) {
        JournalEntry kept = journal.find(entry.task(), entry.callId());
        if (kept != null) {
          found.add(kept);
        }
      }
    }
    return found;
  }

  /** Offsets behind each line, its newline not counted: the header's first. */
  private List<Integer> lineEnds() {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      if (whole[i] == '\n') {
        ends.add(i);
      }
    }
    return ends;
  }

  @Test
  void aTornTailCostsTheLastEntryOnly() throws IOException {
    List<Integer> ends = lineEnds();
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(segment, Arrays.copyOf(whole, cut));
      int at = cut;
      int complete = (int) ends.stream().skip(1).filter(end -> end <= at).count();
      boolean torn = !ends.contains(cut) && (cut == 0 || whole[cut - 1] != '\n');

      assertThat(found()).as("cut at %d", cut).isEqualTo(ENTRIES.subList(0, complete));
      assertThat(warnings).as("cut at %d", cut).hasSize(torn ? 1 : 0);
    }
  }

  @Test
  void aFlippedBitCostsTheEntriesThatItTouchesOnly() throws IOException {
    List<Integer> ends = lineEnds();
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      int at = bit / 8;
      flipped[at] ^= (byte) (1 << bit % 8);
      Files.write(segment, flipped);
      List<JournalEntry> untouched = new ArrayList<>();
      for (int i = 0; i < ENTRIES.size(); i++) {
        if (at < ends.get(i) || at > ends.get(i + 1)) {
          untouched.add(ENTRIES.get(i));
        }
      }
      List<JournalEntry> found = found();

      assertThat(ENTRIES).as("bit %d", bit).containsAll(found);
      assertThat(found).as("bit %d", bit).containsAll(untouched);
      assertThat(warnings).as("bit %d", bit).hasSizeLessThanOrEqualTo(1);
      if (found.size() < ENTRIES.size()) {
        assertThat(warnings).as("bit %d", bit).hasSize(1);
      }
    }
  }

  @Test
  void tellsHowMuchWasSkippedAndNothingOfWhatItSaid() throws IOException {
    String text = new String(whole, StandardCharsets.UTF_8);
    Files.writeString(segment, text.replace("one", "two").replace("zwölf", "zwölg"));

    assertThat(found()).containsExactly(ENTRIES.get(2));
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("Segment " + segment.getFileName())
        .contains(
            "2 unreadable entries", "%,d bytes".formatted(lineEnds().get(2) - lineEnds().get(0)))
        .doesNotContain("two", "zw");
  }

  @Test
  void othersAreReadBesideWhatIsNoSegment() throws IOException {
    Files.createDirectory(folder.resolve("00-ff-p1rdir-0.seg"));
    Files.writeString(folder.resolve("00-ff-p1rempty-0.seg"), "");
    Files.writeString(folder.resolve("00-ff-p1rforeign-0.seg"), "a,b\n1,2\n");
    Files.write(folder.resolve("00-ff-p1rbinary-0.seg"), new byte[300_000]);
    Files.write(folder.resolve("00-ff-p1rnext-0.seg"), nextVersion());
    Files.writeString(folder.resolve("00-ff-p1rbad name-0.seg"), "left alone");
    Files.writeString(folder.resolve("notes.txt"), "left alone");

    assertThat(found()).isEqualTo(ENTRIES);
    assertThat(warnings)
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).contains("rdir-0.seg", "it is a folder"),
            text -> assertThat(text).contains("rempty-0.seg", "0 bytes", "it is empty"),
            text -> assertThat(text).contains("rforeign-0.seg", "2 unreadable", " 8 bytes"),
            text -> assertThat(text).contains("rbinary-0.seg", "1 unreadable", "300,000 bytes"),
            text ->
                assertThat(text)
                    .contains("rnext-0.seg", nextVersion().length + " bytes", "version"));
  }

  private static byte[] nextVersion() {
    byte[] header = EntryFormat.header("2");
    byte[] file = Arrays.copyOf(header, header.length + 5);
    System.arraycopy("later".getBytes(StandardCharsets.US_ASCII), 0, file, header.length, 5);
    return file;
  }

  /** Reading this file of the kernel's is an I/O error, as on a broken disk. */
  @Test
  void aDiskThatFailsWhileReadingCostsThatSegment() throws IOException {
    Files.createSymbolicLink(folder.resolve("00-ff-p1rbroken-0.seg"), Path.of("/proc/self/mem"));

    assertThat(found()).isEqualTo(ENTRIES);
    assertThat(warnings).singleElement().asString().contains("rbroken-0.seg", "reading it failed");
  }

  @Test
  void segmentsJoinedByHandAreReadAsOne() throws IOException {
    byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
    System.arraycopy(whole, 0, twice, whole.length, whole.length);
    Files.write(segment, twice);

    assertThat(found()).isEqualTo(ENTRIES);
    assertThat(warnings).isEmpty();
  }
}
