package org.evalbeam.endpoint.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.evalbeam.data.FailureReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {

  private static final String PNG = "\u0089PNG\r\n\u001a\n";

  private static String base64(String latin1) {
    return Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void theKindIsToldByTheBytesAlone() throws Exception {
    Map<String, String> kinds =
        Map.of(
            PNG + "rest",
            "image/png",
            "\u00ff\u00d8\u00ff\u00e0rest",
            "image/jpeg",
            "GIF87arest",
            "image/gif",
            "GIF89arest",
            "image/gif",
            "RIFF\u0001\u0002\u0003\u0004WEBPVP8 ",
            "image/webp");
    for (Map.Entry<String, String> kind : kinds.entrySet()) {
      Image image = new Image(kind.getValue(), base64(kind.getKey()));
      assertThat(Image.read(image.base64())).isEqualTo(image);
      assertThat(Image.read("data:image/x;base64," + image.base64())).isEqualTo(image);
    }
  }

  @Test
  void everyFormOfTheSameBytesIsTheSameImage() throws Exception {
    String base64 = base64(PNG + "x".repeat(200));
    Image image = Image.read(base64);
    assertThat(Image.read(" \n" + base64.substring(0, 76) + "\r\n" + base64.substring(76) + "\n"))
        .isEqualTo(image);
    assertThat(Image.read("DATA:;base64," + base64)).isEqualTo(image);
    assertThat(Image.read("{\"bytes\": \"" + base64 + "\", \"path\": \"a.png\"}")).isEqualTo(image);
    assertThat(Image.read("{\"bytes\": \"" + image.dataUrl() + "\"}")).isEqualTo(image);
    assertThat(image.dataUrl()).isEqualTo("data:image/png;base64," + base64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a.png",
        "a.png",
        "data:image/png,%89PNG",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/png;base64",
        "PHN2Zz4=",
        "UklGRg==",
        "{\"bytes\": null, \"path\": \"a.png\"}",
        "{\"path\": \"a.png\"}",
        "{broken",
        "[]",
      })
  void whatIsNoImageIsARowsReason(String text) {
    CallFailedException failed =
        catchThrowableOfType(CallFailedException.class, () -> Image.read(text));
    assertThat(failed.failure().reason()).isEqualTo(FailureReason.UNREADABLE_IMAGE);
    assertThat(failed.failure().message()).startsWith("found ").contains("PNG, JPEG, GIF or WebP");
  }

  @Test
  void theLargestImageIsReadAndOneByteMoreIsTold() throws Exception {
    byte[] bytes = Arrays.copyOf(PNG.getBytes(StandardCharsets.ISO_8859_1), Image.MOST_BYTES);
    assertThat(Image.read(Base64.getEncoder().encodeToString(bytes)).mediaType())
        .isEqualTo("image/png");
    byte[] more = Arrays.copyOf(bytes, Image.MOST_BYTES + 3);
    CallFailedException failed =
        catchThrowableOfType(
            CallFailedException.class, () -> Image.read(Base64.getEncoder().encodeToString(more)));
    assertThat(failed.failure().message())
        .isEqualTo("found an image of more than 10,485,760 bytes");
  }

  /** Each protocol's own words: OpenAI's "Images and vision", Anthropic's "Vision". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "OPENAI | [{'type':'text','text':'Why?'},{'type':'image_url','image_url':"
            + "{'url':'data:image/png;base64,AA=='}}]",
        "ANTHROPIC | [{'type':'image','source':{'type':'base64','media_type':'image/png',"
            + "'data':'AA=='}},{'type':'text','text':'Why?'}]",
      })
  void requestsShowTheImageBesideTheText(Dialect dialect, String content) {
    Request request = dialect.chat().ask(asked("Why?"));
    assertThat(request.body())
        .contains("{\"role\":\"user\",\"content\":" + content.replace('\'', '"') + "}");
    assertThat(dialect.chat().ask(asked("")).body())
        .contains("\"content\":[{")
        .doesNotContain("\"text\"");
  }

  private static ChatRequest asked(String user) {
    return new ChatRequest(
        "m", null, user, new Image("image/png", "AA=="), Map.of(), Map.of(), Map.of());
  }

  @ParameterizedTest
  @CsvSource({"OPENAI", "ANTHROPIC"})
  void anImageCountsAsATypicalImageAndNotAsItsText(Dialect dialect) {
    ChatRequest plain = new ChatRequest("m", null, "Why?", Map.of(), Map.of(), Map.of());
    ChatRequest large =
        new ChatRequest(
            "m",
            null,
            "Why?",
            new Image("image/png", "A".repeat(1 << 20)),
            Map.of(),
            Map.of(),
            Map.of());
    long tokens = dialect.chat().ask(large).inputTokens() - dialect.chat().ask(plain).inputTokens();
    assertThat(tokens).isBetween((long) Image.TOKENS, Image.TOKENS + 100L);
  }
}
