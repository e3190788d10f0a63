package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Set;

/** The images of chat requests, checked as far as the real servers refuse what is wrong. */
final class ImageParts {

  private static final Set<String> MEDIA_TYPES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private static final String DATA = "data:";
  private static final String BASE64 = ";base64,";

  private ImageParts() {}

  /** OpenAI's {@code image_url}: a URL of the web, or one that holds the image itself. */
  static boolean isOpenAi(JsonNode part) throws ApiException {
    if (!part.path("type").asText().equals("image_url")) {
      return false;
    }
    String url = part.path("image_url").path("url").asText();
    if (!url.startsWith("https://")) {
      int base64 = url.indexOf(BASE64);
      RequestBody.require(
          url.startsWith(DATA) && base64 > 0,
          "'image_url.url' must be an https URL or a data URL in base64");
      check(url.substring(DATA.length(), base64), url.substring(base64 + BASE64.length()));
    }
    return true;
  }

  /** Anthropic's {@code image} with a source of type {@code base64}. */
  static boolean isAnthropic(JsonNode part) throws ApiException {
    if (!part.path("type").asText().equals("image")) {
      return false;
    }
    JsonNode source = part.path("source");
    RequestBody.require(
        source.path("type").asText().equals("base64"), "'source.type' must be 'base64'");
    check(source.path("media_type").asText(), source.path("data").asText());
    return true;
  }

  private static void check(String mediaType, String data) throws ApiException {
    RequestBody.require(
        MEDIA_TYPES.contains(mediaType), "the media type must be one of " + MEDIA_TYPES);
    try {
      RequestBody.require(Base64.getDecoder().decode(data).length > 0, "the image is empty");
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("the image is not base64");
    }
  }
}
