package org.evalbeam.dataset;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a path in a catalog or spec leads: textually, so that object stores work like disks. */
public final class Location {

  private static final Pattern ABSOLUTE =
      Pattern.compile("^(/|\\\\|[A-Za-z]:[/\\\\]|[A-Za-z][A-Za-z0-9+.-]+:).*", Pattern.DOTALL);
  private static final Pattern LAST_FOLDER = Pattern.compile("(?<=^|/)(?!\\.\\.?/)[^/:]+/$");

  /** RFC 8089: without a host, or with this one. */
  private static final Pattern FILE_URI =
      Pattern.compile("(?i)file:(?://(?:localhost)?)?(?<path>/(?!/).*)", Pattern.DOTALL);

  private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

  /** As Beam tells URIs from paths. */
  private static final Pattern URI = Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]*:/.*", Pattern.DOTALL);

  private Location() {}

  /** Whether a path is no URI of another file system, or of another machine. */
  public static boolean isLocal(String path) {
    return !URI.matcher(plain(path)).matches();
  }

  /**
   * The local path that a {@code file:} URI means, such as {@code /a b.csv} for {@code
   * file:///a%20b.csv}; Beam would look for a folder named {@code file:}.
   *
   * @param path a path, or a URI of any file system; all but {@code file:} URIs of this machine are
   *     returned as they are
   */
  public static String plain(String path) {
    Matcher uri = FILE_URI.matcher(path);
    return uri.matches()
        ? ENCODED
            .matcher(uri.group("path"))
            .replaceAll(
                octets ->
                    Matcher.quoteReplacement(
                        URLDecoder.decode(octets.group(), StandardCharsets.UTF_8)))
        : path;
  }

  /**
   * The path, taken relative to the folder of the file that names it.
   *
   * @param file path of the catalog or spec, such as {@code gs://bucket/sets/catalog.yaml}
   * @param path what stands in it; absolute paths and those with a scheme are returned as they are
   */
  public static String resolve(String file, String path) {
    if (ABSOLUTE.matcher(path).matches()) {
      return path;
    }
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    String rest = path;
    while (rest.startsWith("./") || rest.startsWith("../")) {
      if (rest.startsWith("../")) {
        String parent = LAST_FOLDER.matcher(folder).replaceFirst("");
        if (parent.equals(folder)) {
          break;
        }
        folder = parent;
      }
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return folder + rest;
  }
}
