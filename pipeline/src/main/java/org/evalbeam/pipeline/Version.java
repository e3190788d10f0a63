package org.evalbeam.pipeline;

import org.jspecify.annotations.Nullable;

/** Which code this is, for the manifest and {@code --version}. */
final class Version {

  private Version() {}

  /** The jar's version, and the commit where the launcher knows it. */
  static String current() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    @Nullable String commit = System.getProperty("evalbeam.commit");
    return (version == null ? "development" : version)
        + (commit == null || commit.isBlank() ? "" : " (" + commit + ")");
  }
}
