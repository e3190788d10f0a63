package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A journal that was damaged costs what was lost, says how much that is, and never lies. */
class DamagedJournalTest {

  private static final int ROWS = 6;

  /** A change of a segment. */
  private interface Damage {
    byte[] of(byte[] segment);
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        Arguments.of("torn", 1, "1 unreadable entry", (Damage) DamagedJournalTest::torn),
        Arguments.of("emptied", ROWS, "it is empty", (Damage) segment -> new byte[0]),
        Arguments.of(
            "one bit flipped", 1, "1 unreadable entry", (Damage) DamagedJournalTest::flipped),
        Arguments.of(
            "words changed", ROWS, "6 unreadable entries", (Damage) DamagedJournalTest::edited),
        Arguments.of(
            "overwritten",
            ROWS,
            "1 unreadable entry",
            (Damage) segment -> new byte[segment.length]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void whatWasLostIsCalledAgainAndNothingElse(
      String how, long lost, String warning, Damage damage, @TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String spec = rehearsal.set(ROWS, "'output_length'");
      rehearsal.run(spec);
      List<List<@Nullable Object>> answers = answers(rehearsal);
      Path segment = segments(rehearsal).get(0);
      byte[] damaged = damage.of(Files.readAllBytes(segment));
      Files.write(segment, damaged);

      Ran ran = rehearsal.run(spec);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls()).isEqualTo(lost);
      assertThat(ran.log()).contains("Segment " + segment.getFileName(), warning);
      assertThat(answers(rehearsal)).isEqualTo(answers);
      assertThat(rehearsal.run(spec).calls()).isZero();
    }
  }

  @Test
  void whatIsNoSegmentIsLeftAloneAndToldOf(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String spec = rehearsal.set(ROWS, "'output_length'");
      rehearsal.run(spec);
      Path journal = rehearsal.bench().output().resolve("journal");
      Files.createDirectory(journal.resolve("00-ff-p1rdir-0.seg"));
      Files.writeString(journal.resolve("00-ff-p1rforeign-0.seg"), "a,b\n1,2\n");
      Files.writeString(journal.resolve("notes.txt"), "mine");

      Ran ran = rehearsal.run(spec);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls()).isZero();
      assertThat(ran.log())
          .contains(
              "00-ff-p1rdir-0.seg: skipped 0 unreadable entries, 0 bytes in all; it is a folder")
          .contains("00-ff-p1rforeign-0.seg: skipped 2 unreadable entries, 8 bytes in all")
          .doesNotContain("notes.txt");
      assertThat(journal.resolve("notes.txt")).hasContent("mine");
    }
  }

  /** So many that they are merged at the end of a run. */
  @Test
  void mergingSegmentsLosesNothingWhateverStandsBetweenThem(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String spec = rehearsal.set(ROWS, "'output_length'");
      rehearsal.run(spec);
      Path segment = segments(rehearsal).get(0);
      byte[] whole = Files.readAllBytes(segment);
      for (int copy = 0; copy < 40; copy++) {
        Files.write(segment.resolveSibling("00-ff-p1r%d-0.seg".formatted(copy)), torn(whole));
      }
      Files.createDirectory(segment.resolveSibling("00-ff-p1rdir-0.seg"));
      Files.writeString(segment.resolveSibling("00-ff-p1rforeign-0.seg"), "a,b\n1,2\n");
      Files.write(segment.resolveSibling("00-ff-p1rempty-0.seg"), new byte[0]);

      Ran merging = rehearsal.run(spec);
      assertThat(merging.code()).as(merging.err()).isZero();
      assertThat(merging.calls()).isZero();
      assertThat(segments(rehearsal)).hasSizeLessThan(10);
      Ran merged = rehearsal.run(spec);
      assertThat(merged.code()).as(merged.err()).isZero();
      assertThat(merged.calls()).isZero();
    }
  }

  /** Going on beside a journal that can't be opened would pay again for all that is in it. */
  @Test
  void aFileInThePlaceOfTheJournalIsAnErrorBeforeAnythingIsCalled(@TempDir Path folder)
      throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String file = rehearsal.bench().write("file", "");
      Ran ran = rehearsal.run(rehearsal.set(ROWS, "'output_length'"), "--journal=" + file);

      assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err())
          .contains("--journal: found " + file + ", which is no folder; a folder is needed")
          .doesNotContain(" at org.");
      assertThat(ran.calls()).isZero();
    }
  }

  private static byte[] torn(byte[] segment) {
    return Arrays.copyOf(segment, segment.length - 20);
  }

  private static byte[] flipped(byte[] segment) {
    byte[] flipped = segment.clone();
    flipped[flipped.length - 40] ^= 4;
    return flipped;
  }

  /** Another score or answer, were it believed. */
  private static byte[] edited(byte[] segment) {
    return new String(segment, StandardCharsets.UTF_8)
        .replace("choices", "chaices")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> segments(Rehearsal rehearsal) throws IOException {
    try (Stream<Path> files = Files.list(rehearsal.bench().output().resolve("journal"))) {
      return new ArrayList<>(files.filter(file -> file.toString().endsWith(".seg")).toList());
    }
  }

  private static List<List<@Nullable Object>> answers(Rehearsal rehearsal) throws Exception {
    return rehearsal.rows("select num_line, answer, call_id from answers order by 1");
  }
}
