package org.evalbeam.dataset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8LinesTest {

  private static final String[] PIECES = {
    "\n", "\r", "\r\n", "\n\n", "a", " ", "some words", "\u00e9", "\uD83D\uDE00", "\uFFFD", "\u0085"
  };

  /** Longer than the bytes that are read at once. */
  private static final String LONG = "x".repeat(200_000);

  @RepeatedTest(200)
  void linesAreThoseOfTheJdksReader(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    StringBuilder text = new StringBuilder();
    int withLong = random.nextInt(4) == 0 ? PIECES.length + 1 : PIECES.length;
    for (int i = random.nextInt(60); i > 0; i--) {
      int piece = random.nextInt(withLong);
      text.append(piece == PIECES.length ? LONG : PIECES[piece]);
    }
    String content = text.toString();

    assertThat(lines(content, random))
        .containsExactlyElementsOf(new BufferedReader(new StringReader(content)).lines().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a", "a\n", "\r\na", "\u00e9"})
  void aByteOrderMarkAtTheStartIsNoText(String content) throws IOException {
    assertThat(lines("\uFEFF" + content, new Random(1)))
        .isEqualTo(lines(content, new Random(1)))
        .noneMatch(line -> line.startsWith("\uFEFF"));
  }

  @Test
  void aLaterMarkIsText() throws IOException {
    assertThat(lines("a\n\uFEFFb", new Random(1))).containsExactly("a", "\uFEFFb");
  }

  /**
   * A continuation without a start, a start without one, an overlong slash, half a surrogate pair,
   * what lies beyond the last character, and a byte that begins none.
   */
  @ParameterizedTest
  @ValueSource(strings = {"80", "61c3", "c0af", "eda080", "f5808080", "ff"})
  void bytesThatAreNoUtf8NameTheirLine(String hex) throws IOException {
    byte[] wrong = HexFormat.of().parseHex(hex);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes("a\r\nb\nc".getBytes(StandardCharsets.UTF_8));
    content.writeBytes(wrong);
    content.writeBytes("\nd".getBytes(StandardCharsets.UTF_8));
    InputStream in = new ByteArrayInputStream(content.toByteArray());

    try (Utf8Lines lines = new Utf8Lines("f.jsonl", in)) {
      assertThat(lines.text(requireNonNull(lines.next()))).isEqualTo("a");
      assertThat(lines.text(requireNonNull(lines.next()))).isEqualTo("b");
      Utf8Lines.Line third = requireNonNull(lines.next());
      assertThatThrownBy(() -> lines.text(third))
          .isInstanceOf(MalformedDatasetException.class)
          .hasMessage("f.jsonl, line 3: not UTF-8; save the file as UTF-8");
      assertThat(lines.text(requireNonNull(lines.next()))).isEqualTo("d");
      assertThat(lines.next()).isNull();
    }
  }

  private static List<String> lines(String content, Random random) throws IOException {
    List<String> texts = new ArrayList<>();
    InputStream bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    try (Utf8Lines lines = new Utf8Lines("f.jsonl", new Dribble(bytes, random))) {
      for (Utf8Lines.Line line = lines.next(); line != null; line = lines.next()) {
        texts.add(lines.text(line));
        assertThat(lines.number()).isEqualTo(texts.size());
        assertThat(line.isAscii()).isEqualTo(texts.get(texts.size() - 1).matches("\\p{ASCII}*"));
      }
    }
    return texts;
  }

  /** Gives what it has in pieces of any size, as sockets do. */
  private static final class Dribble extends FilterInputStream {

    private final Random random;

    Dribble(InputStream in, Random random) {
      super(in);
      this.random = random;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int most = 1 + random.nextInt(random.nextBoolean() ? 4 : 1 << 16);
      return super.read(target, offset, Math.min(length, most));
    }
  }
}
