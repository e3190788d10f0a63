package org.evalbeam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places of entries in large and in growing files. */
class SegmentScannerTest {

  private final Path folder;

  SegmentScannerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void placesLieBeyondFourGigabytes() throws IOException {
    Path file = folder.resolve("sparse");
    long far = 5L << 30;
    byte[] line = EntryWriter.line(Entries.numbered(1));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(far);
      sparse.write(line);
    }
    List<Long> offsets = new ArrayList<>();
    Scan scan = SegmentScanner.scan(file, far, (id, offset, length) -> offsets.add(offset));

    assertThat(offsets).containsExactly(far);
    assertThat(scan.end()).isEqualTo(far + line.length);
    try (SegmentFile segment = new SegmentFile(file)) {
      assertThat(EntryReader.entry(segment.read(far, line.length - 1)))
          .contains(Entries.numbered(1));
    }
  }

  @Test
  void readsOnWhereItEndedHoweverLittleWasAppended() throws IOException {
    Path file = folder.resolve("growing");
    byte[] whole =
        (new String(EntryFormat.header(), StandardCharsets.UTF_8)
                + new String(EntryWriter.line(Entries.numbered(1)), StandardCharsets.UTF_8)
                + new String(EntryWriter.line(Entries.numbered(2)), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    List<EntryId> ids = new ArrayList<>();
    long end = 0;
    for (int size = 1; size <= whole.length; size++) {
      Files.write(file, Arrays.copyOf(whole, size));
      end = SegmentScanner.scan(file, end, (id, offset, length) -> ids.add(id)).end();
    }

    assertThat(end).isEqualTo(whole.length);
    assertThat(ids)
        .containsExactly(EntryId.of("id", Entries.id(1)), EntryId.of("id", Entries.id(2)));
  }

  @Test
  void aHeaderWithoutItsNewlineIsStillOne() throws IOException {
    assertThat(scanHeader(EntryFormat.header())).isEqualTo(new Scan(0, 0, 0, 0, null));
    Scan next = scanHeader(EntryFormat.header("12"));
    assertThat(next.skippedBytes()).isEqualTo(EntryFormat.header("12").length - 1);
    assertThat(next.warning()).hasValueSatisfying(text -> assertThat(text).contains("version"));
  }

  private Scan scanHeader(byte[] header) throws IOException {
    Path file = folder.resolve("header");
    Files.write(file, Arrays.copyOf(header, header.length - 1));
    return SegmentScanner.scan(
        file,
        0,
        (id, offset, length) -> {
          throw new AssertionError("there is no entry");
        });
  }

  @Test
  void aLineLongerThanTheBufferIsOneLine() throws IOException {
    List<JournalEntry> entries =
        List.of(
            Entries.numbered(1, "x".repeat(1 << 18)),
            Entries.numbered(2),
            Entries.numbered(3, "y".repeat(1_000_000)));
    Entries.write(folder, entries);

    assertThat(Entries.lines(folder)).hasSize(3).containsOnlyKeys(entries);
  }
}
