package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where replies are kept, and where they are not. */
class JournalOptionsTest {

  private static final int ROWS = 4;

  @Test
  void withoutAJournalEverythingIsCalledAgainAndNothingIsKept(@TempDir Path folder)
      throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String spec = rehearsal.set(ROWS, "'output_length'");
      rehearsal.run(spec);
      List<String> kept = content(folder.resolve("out/journal"));

      assertThat(rehearsal.run(spec, "--no-journal").calls()).isEqualTo(ROWS);
      assertThat(content(folder.resolve("out/journal"))).isEqualTo(kept);

      Path fresh = folder.resolve("fresh");
      assertThat(rehearsal.run(spec, "--no-journal", "--output=" + fresh).calls()).isEqualTo(ROWS);
      assertThat(fresh).isDirectoryNotContaining("glob:**/{journal,.runs}");
    }
  }

  @Test
  void aJournalMayStandElsewhereAndServeSeveralSets(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String elsewhere = "--journal=" + folder.resolve("elsewhere");
      String spec = rehearsal.set(ROWS, "'output_length'");

      assertThat(rehearsal.run(spec, elsewhere).calls()).isEqualTo(ROWS);
      assertThat(folder.resolve("out/journal")).doesNotExist();
      assertThat(rehearsal.run(spec).calls()).as("none is there").isEqualTo(ROWS);
      String other = rehearsal.bench().write("spec.json", renamed(folder));
      Ran ran = rehearsal.run(other, elsewhere, "--output=" + folder.resolve("other"));
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls()).isZero();
      Owed.wholeTables(folder.resolve("other"));
    }
  }

  @Test
  void theFolderOfAnotherSetIsRefusedBeforeAnythingIsCalled(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      rehearsal.run(rehearsal.set(ROWS, "'output_length'"));
      List<String> before = content(folder.resolve("out"));
      Ran ran = rehearsal.run(rehearsal.bench().write("spec.json", renamed(folder)));

      assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err()).contains("holds the set rehearsed; give another folder for another");
      assertThat(ran.calls()).isZero();
      assertThat(content(folder.resolve("out"))).isEqualTo(before);
    }
  }

  /** The spec under another name. */
  private static String renamed(Path folder) throws IOException {
    return Files.readString(folder.resolve("spec.json")).replace("rehearsed", "another");
  }

  /** Names and sizes of all files below a folder. */
  private static List<String> content(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file) + " " + file.toFile().length())
          .sorted()
          .toList();
    }
  }
}
