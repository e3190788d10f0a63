package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalbeam.pipeline.output.Table;

/** A key that sings where it is shown: tests send it along and then look for every trace of it. */
final class Canary {

  /** Letters and digits, which no way of escaping touches. */
  private static final String CORE = "canary1f9e7c2b5a60";

  /** The key: what every way of escaping does touch stands around its core. */
  static final String KEY = "sk-\"/" + CORE + "+=";

  /** What a text that shows the key holds, whatever it stands in. */
  private static final List<String> TRACES = traces();

  private static final String FILE = "key";

  /** Files that a user wrote the key into. */
  private static final Set<String> OF_THE_USER = Set.of(FILE, "spec.json");

  private Canary() {}

  /** Puts the key into a file; gives the reference to it, for a spec or a catalog. */
  static String reference(Bench bench) {
    return "${file:" + bench.write(FILE, KEY + "\n") + "}";
  }

  private static List<String> traces() {
    byte[] core = CORE.getBytes(StandardCharsets.US_ASCII);
    List<String> traces = new ArrayList<>(List.of(CORE, CORE.toUpperCase(Locale.ROOT)));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = ("\0".repeat(before) + CORE).getBytes(StandardCharsets.US_ASCII);
      String digits = Base64.getEncoder().encodeToString(shifted);
      int first = before == 0 ? 0 : before + 1;
      traces.add(digits.substring(first, shifted.length * 8 / 6));
    }
    traces.add(HexFormat.of().formatHex(core));
    traces.add(HexFormat.of().withUpperCase().formatHex(core));
    traces.add(CORE.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining()));
    return traces;
  }

  /** Looks for the key in a text. */
  static void isNotIn(String text, String where) {
    for (String trace : TRACES) {
      int at = text.indexOf(trace);
      assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 200), at))
          .as("what stands before %s in %s", trace, where)
          .isEmpty();
    }
  }

  /** Looks for the key in every file but the user's own, and in the tables of the output. */
  static void isNotLeftBehind(Bench bench) throws IOException, SQLException {
    // What a run that broke off still has open may go, or get another name, meanwhile.
    while (!isNotInFilesOf(bench)) {
      Thread.onSpinWait();
    }
    if (Files.exists(bench.output().resolve("manifest.json"))) {
      try (DuckDb tables = DuckDb.open(bench.output())) {
        for (Table<?> table : Table.all()) {
          isNotIn(tables.rows("select * from " + table.name()).toString(), table.name());
        }
      }
    }
  }

  /** Whether all files were there to be looked at, from first to last. */
  private static boolean isNotInFilesOf(Bench bench) throws IOException {
    boolean all = true;
    try (Stream<Path> tree = Files.walk(bench.folder())) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        if (!OF_THE_USER.contains(bench.folder().relativize(file).toString())) {
          try {
            isNotIn(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
          } catch (NoSuchFileException gone) {
            all = false;
          }
        }
      }
    }
    return all;
  }
}
