package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the docs with parts that the program says, between {@code <!-- generated: NAME -->} and
 * {@code <!-- end -->}. With {@code -Devalbeam.updateDocs=true} they are written anew.
 */
final class GeneratedDoc {

  private static final Pattern GENERATED =
      Pattern.compile("(?s)(<!-- generated: ([a-z_ ]+) -->\n).*?(<!-- end -->)");

  private GeneratedDoc() {}

  /**
   * Checks that a page has these parts, as they are.
   *
   * @param parts name to text, in the order of the page
   */
  static void check(Path page, Map<String, String> parts) throws IOException {
    String doc = Files.readString(page);
    String regenerated =
        GENERATED
            .matcher(doc)
            .replaceAll(
                part ->
                    Matcher.quoteReplacement(
                        part.group(1)
                            + parts.getOrDefault(part.group(2), "unknown part\n")
                            + part.group(3)));
    if (Boolean.getBoolean("evalbeam.updateDocs")) {
      Files.writeString(page, regenerated);
      doc = regenerated;
    }

    assertThat(GENERATED.matcher(doc).results().map(part -> part.group(2)))
        .containsExactlyElementsOf(parts.keySet());
    assertThat(doc).isEqualTo(regenerated);
  }

  /** A table in Markdown. */
  static String table(List<String> header, Stream<List<String>> rows) {
    return line(header)
        + line(header.stream().map(cell -> "---").toList())
        + rows.map(GeneratedDoc::line).collect(Collectors.joining());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
