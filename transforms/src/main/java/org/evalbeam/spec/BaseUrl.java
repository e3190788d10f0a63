package org.evalbeam.spec;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Checks base URLs: absolute, http or https, nothing that could carry a key. Its messages never
 * quote the URL, for a key may stand in it, or in its place.
 */
public final class BaseUrl {

  private static final String NOT_A_URL =
      "found something else (not shown, it may be a key), must be an absolute http or https URL, such"
          + " as https://api.openai.com/v1";

  private static final int LARGEST_PORT = 65_535;

  /** Scheme and host, which mean the same in capitals (RFC 3986, section 6.2.2.1). */
  private static final Pattern ORIGIN = Pattern.compile("^[^/]+//[^/]+");

  private BaseUrl() {}

  /**
   * The URL in the one form that stands in the identities of calls: scheme and host in small
   * letters, no trailing slash; null, and a problem, where it can't be used.
   */
  public static @Nullable String read(Located url, Problems problems) {
    if (!url.json().isTextual()) {
      problems.wrong(url, "a text");
      return null;
    }
    String problem = problem(url.json().textValue());
    if (problem != null) {
      problems.add(url.place(), problem);
      return null;
    }
    return withoutSlash(
        ORIGIN
            .matcher(url.json().textValue())
            .replaceFirst(origin -> origin.group().toLowerCase(Locale.ROOT)));
  }

  /** The same URL without the slashes at its end. */
  static String withoutSlash(String url) {
    return url.replaceFirst("/+$", "");
  }

  private static @Nullable String problem(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      return NOT_A_URL;
    }
    if (url.getRawUserInfo() != null) {
      return "found a user name or password in the URL, must have none: keys stand in api_key";
    }
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    if (!(http || https) || url.getHost() == null) {
      return NOT_A_URL;
    }
    if (url.getPort() > LARGEST_PORT) {
      return "found a port beyond %d in the URL".formatted(LARGEST_PORT);
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      return "found a query or fragment in the URL, must have none";
    }
    return null;
  }
}
