package org.evalbeam.endpoint;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a URL's host says about the way that a key would travel. No name is looked up. */
final class Hosts {

  private Hosts() {}

  static boolean isHttps(String url) {
    return "https".equalsIgnoreCase(URI.create(url).getScheme());
  }

  static boolean isLoopback(String url) {
    @Nullable String host = URI.create(url).getHost();
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d{1,3}){3}");
  }
}
