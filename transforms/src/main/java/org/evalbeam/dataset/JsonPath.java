package org.evalbeam.dataset;

import java.util.regex.Pattern;

/** JSON paths for error messages, such as {@code $.datasets['my set'].path}. */
final class JsonPath {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private JsonPath() {}

  /** The path of a member of the object at {@code parent}. */
  static String child(String parent, String name) {
    return PLAIN.matcher(name).matches()
        ? parent + "." + name
        : parent + "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
  }
}
