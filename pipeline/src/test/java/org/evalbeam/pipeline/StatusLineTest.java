package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.evalbeam.flow.CallProgress;
import org.junit.jupiter.api.Test;

/** One line at the foot of a terminal, and what is printed above it. */
class StatusLineTest {

  private static final String ERASE = "\r\u001b[K";

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final StatusLine status = new StatusLine(terminal, 20);
  private final PrintStream err = new PrintStream(status, true, StandardCharsets.UTF_8);

  @Test
  void aStatusTakesThePlaceOfTheOneBefore() {
    status.show("one");
    status.show("two");

    assertThat(printed()).isEqualTo(ERASE + "one" + ERASE + "two");
  }

  @Test
  void linesStandAboveTheStatus() {
    status.show("busy");
    err.print("a warning\n");
    status.show("");
    err.print("the end\n");

    assertThat(printed())
        .isEqualTo(ERASE + "busy" + ERASE + "a warning\nbusy" + ERASE + "the end\n");
  }

  @Test
  void aLineThatIsPrintedInPartsIsNotTorn() {
    status.show("busy");
    err.print("a ");
    status.show("busier");
    err.print("warning\n");

    assertThat(printed()).isEqualTo(ERASE + "busy" + ERASE + "a warning\nbusier");
  }

  @Test
  void withoutAStatusNothingIsAdded() {
    err.print("a line\n");
    status.show("");

    assertThat(printed()).isEqualTo("a line\n");
  }

  @Test
  void aStatusNeitherWrapsNorMovesTheCursor() {
    status.show("a\u001b[2J very long status of more than twenty columns");

    assertThat(printed()).isEqualTo(ERASE + "a [2J very long sta");
  }

  @Test
  void theBarAddsTheEndpointsUp() {
    CallProgress fast = new CallProgress(300, 2, 98, 0, 30);
    CallProgress slow = new CallProgress(100, 0, 0, 0, 10);

    assertThat(
            ProgressBar.of(
                List.of(new ProgressBar.Part(fast, 1_000), new ProgressBar.Part(slow, 1_000))))
        .as("the slow one takes 90 s more, the fast one 20")
        .isEqualTo(
            "[######------------------]  25 %  500 of 2,000 calls  40.0/s  2 failed  1 min 30 s left");
    assertThat(ProgressBar.of(List.of(new ProgressBar.Part(fast, 300))))
        .as("metrics that ask more often than planned")
        .isEqualTo("[########################] 100 %  400 of 400 calls  30.0/s  2 failed");
    assertThat(ProgressBar.of(List.of()))
        .isEqualTo("[------------------------]   0 %  0 of 0 calls  0.0/s");
  }

  @Test
  void theBarOfAShortRunIsSeen() {
    Progress progress = Progress.start(Map::of, endpoint -> 0, err, status, Duration.ofHours(1));
    progress.close();

    assertThat(printed()).isEqualTo(ERASE + "[------------------" + ERASE);
  }

  @Test
  void lastWordsStandAlone() {
    status.show("busy");
    status.end();
    err.print("interrupted\n");
    status.show("busier");

    assertThat(printed()).isEqualTo(ERASE + "busy" + ERASE + "interrupted\n");
  }

  private String printed() {
    return terminal.toString(StandardCharsets.UTF_8);
  }
}
