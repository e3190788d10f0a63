package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of the log is shown, and how. */
class LogsTest {

  private static final String HOSTILE =
      "Fine.\u001b[31m\u001b[2J\u001b]0;title\u0007\r\n\nWARNING forged: line\u202egnol\u2069\0";

  private final Logger root = Objects.requireNonNull(LogManager.getLogManager().getLogger(""));
  private final Handler[] handlers = root.getHandlers();
  private final Level level = Objects.requireNonNull(root.getLevel());
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @BeforeEach
  void setUp() {
    System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
    Logs.setUp();
  }

  @AfterEach
  void restore() {
    System.setErr(realErr);
    Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
    Arrays.stream(handlers).forEach(root::addHandler);
    root.setLevel(level);
  }

  @Test
  void aRecordIsOnePlainLineWhateverItQuotes() {
    Logger.getLogger("a").log(Level.WARNING, HOSTILE, new IllegalStateException(HOSTILE));

    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains(
            "WARNING a: Fine. [31m [2J ]0;title WARNING forged: line gnol : java.lang.Illegal")
        .doesNotContainPattern("\\p{C}");
  }

  @Test
  void whatIsNoWarningIsNotShown() {
    Logger.getLogger("a").info("fine");

    assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
