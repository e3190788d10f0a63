package org.evalbeam.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what a URI of a file system needs that this package has no module for. */
final class UnknownStore {

  /** As Beam says it. */
  private static final Pattern NO_FILE_SYSTEM =
      Pattern.compile("No filesystem found for scheme (.*)");

  private UnknownStore() {}

  /** Whether that is what an exception says. */
  static boolean isIn(Exception e) {
    return matcher(e).find();
  }

  /** The same, for a user. */
  static String told(Exception e) {
    Matcher found = matcher(e);
    return found.find()
        ? found.group(1) + ":// is no file system of this package; see docs/file-systems.md"
        : String.valueOf(e.getMessage());
  }

  private static Matcher matcher(Exception e) {
    return NO_FILE_SYSTEM.matcher(String.valueOf(e.getMessage()));
  }
}
