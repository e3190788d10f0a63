package org.evalbeam.flow;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.evalbeam.dataset.FileOpener;

/** Files of any file system that Beam knows, for the parts of the library that know no Beam. */
public final class BeamFiles {

  /** Opens a path or URI. */
  public static final FileOpener OPENER = BeamFiles::open;

  private BeamFiles() {}

  private static InputStream open(String path) throws IOException {
    MatchResult match = FileSystems.match(path);
    if (match.status() != MatchResult.Status.OK || match.metadata().isEmpty()) {
      throw new FileNotFoundException("no such file: " + path);
    }
    return Channels.newInputStream(FileSystems.open(match.metadata().get(0).resourceId()));
  }
}
