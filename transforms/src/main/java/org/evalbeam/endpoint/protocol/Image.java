package org.evalbeam.endpoint.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.evalbeam.data.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * An image as requests carry it.
 *
 * @param mediaType what its bytes are, such as {@code image/png}
 * @param base64 its bytes, without line breaks
 */
public record Image(String mediaType, String base64) {

  /** Most bytes of an image. Providers have limits of their own, and refuse what is beyond them. */
  public static final int MOST_BYTES = 10 << 20;

  /** Tokens of an image, about: Anthropic's "Vision" page has some 1,600 for the largest. */
  static final int TOKENS = 1_600;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALLOWED =
      "must be a data URL or the base64 of a PNG, JPEG, GIF or WebP image";
  private static final int SHOWN = 40;

  /**
   * Reads an image from the text of a column: a data URL, base64, or an object whose field {@code
   * bytes} is either. Its kind is told by its first bytes, whatever a data URL says.
   *
   * @throws CallFailedException of reason {@link FailureReason#UNREADABLE_IMAGE}
   */
  public static Image read(String text) throws CallFailedException {
    String base64 = withoutHead(bytesOf(text.strip()));
    byte[] bytes = decoded(base64);
    if (bytes.length > MOST_BYTES) {
      throw tooLarge();
    }
    String mediaType = mediaType(bytes);
    if (mediaType == null) {
      throw unreadable("found %,d bytes of something else, %s".formatted(bytes.length, ALLOWED));
    }
    return new Image(mediaType, Base64.getEncoder().encodeToString(bytes));
  }

  private static String bytesOf(String text) throws CallFailedException {
    if (!text.startsWith("{")) {
      return text;
    }
    try {
      JsonNode bytes = JSON.readTree(text).path("bytes");
      if (bytes.isTextual()) {
        return bytes.textValue();
      }
    } catch (JsonProcessingException notJson) {
      throw unreadable("found " + shown(text) + ", " + ALLOWED);
    }
    throw unreadable("found an object without bytes, " + ALLOWED);
  }

  /** What stands behind the head of a data URL (RFC 2397). */
  private static String withoutHead(String text) throws CallFailedException {
    if (!text.regionMatches(true, 0, "data:", 0, "data:".length())) {
      return text;
    }
    int comma = text.indexOf(',');
    if (comma < 0 || !text.substring(0, comma).endsWith(";base64")) {
      throw unreadable("found a data URL that is not base64, " + ALLOWED);
    }
    return text.substring(comma + 1);
  }

  /** A text with line breaks may be longer than its bytes need it to be, but not by half. */
  private static byte[] decoded(String base64) throws CallFailedException {
    if (base64.length() / 2 > MOST_BYTES) {
      throw tooLarge();
    }
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException notBase64) {
      throw unreadable("found " + shown(base64) + ", " + ALLOWED);
    }
  }

  /** By the signatures of the formats' specifications. */
  private static @Nullable String mediaType(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return "image/gif";
    }
    return head.startsWith("RIFF") && head.endsWith("WEBP") ? "image/webp" : null;
  }

  private static String shown(String text) {
    return "\"" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + "\"";
  }

  private static CallFailedException tooLarge() {
    return unreadable("found an image of more than %,d bytes".formatted(MOST_BYTES));
  }

  private static CallFailedException unreadable(String message) {
    return new CallFailedException(FailureReason.UNREADABLE_IMAGE, Excerpt.of(message));
  }

  /** As a URL that holds the image itself. */
  String dataUrl() {
    return "data:" + mediaType + ";base64," + base64;
  }
}
