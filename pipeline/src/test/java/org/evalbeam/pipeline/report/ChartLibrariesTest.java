package org.evalbeam.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The libraries that ship inside the reports are the ones that their authors built. */
class ChartLibrariesTest {

  @Test
  void theFilesAreWhatTheListSays() throws Exception {
    String list = new String(read("README.md"), StandardCharsets.UTF_8);
    List<MatchResult> lines =
        Pattern.compile("\\| `([^`]+\\.js)` \\|.*\\| `([0-9a-f]{64})` \\|")
            .matcher(list)
            .results()
            .toList();

    assertThat(lines).hasSize(3);
    for (MatchResult line : lines) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(read(line.group(1)));
      assertThat(HexFormat.of().formatHex(digest)).as(line.group(1)).isEqualTo(line.group(2));
    }
  }

  private static byte[] read(String name) throws Exception {
    try (InputStream file = Page.class.getResourceAsStream("vega/" + name)) {
      assertThat(file).as(name).isNotNull();
      return file.readAllBytes();
    }
  }
}
