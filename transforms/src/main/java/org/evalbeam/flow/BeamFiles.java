package org.evalbeam.flow;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.evalbeam.dataset.FileOpener;
import org.evalbeam.dataset.Location;

/** Files of any file system that Beam knows, for the parts of the library that know no Beam. */
public final class BeamFiles {

  /** Opens paths and URIs. */
  public static final FileOpener OPENER = new Opener();

  private BeamFiles() {}

  private static final class Opener implements FileOpener {

    private static final long serialVersionUID = 1L;

    @Override
    public InputStream open(String path) throws IOException {
      return Channels.newInputStream(channel(path));
    }

    @Override
    public SeekableByteChannel seek(String path) throws IOException {
      if (channel(path) instanceof SeekableByteChannel seekable) {
        return seekable;
      }
      throw new IOException(path + " is on a file system that can't read from the middle of files");
    }

    @Override
    public List<String> match(String pattern) throws IOException {
      if (Location.isLocal(pattern)) {
        return LocalPattern.files(Location.plain(pattern));
      }
      MatchResult match = FileSystems.match(pattern);
      return match.status() == MatchResult.Status.NOT_FOUND
          ? List.of()
          : match.metadata().stream().map(file -> file.resourceId().toString()).toList();
    }

    /** A path is never taken for a pattern here: files may be named {@code a[1].csv}. */
    private static ReadableByteChannel channel(String path) throws IOException {
      if (path.isEmpty() || path.endsWith("/")) {
        throw new FileNotFoundException("no such file: " + path);
      }
      try {
        return FileSystems.open(resource(path));
      } catch (FileNotFoundException missing) {
        if (Files.isDirectory(Path.of(Location.plain(path)))) {
          throw new IOException(
              "it is a folder; a file is allowed, or, for a dataset, a pattern such as %s/*"
                  .formatted(path),
              missing);
        }
        throw missing;
      } catch (IOException | RuntimeException e) {
        // Not every file system has Java's word for a file that is not there.
        if (!FolderFiles.exists(resource(path))) {
          throw (IOException) new FileNotFoundException("no such file: " + path).initCause(e);
        }
        throw e;
      }
    }

    private static ResourceId resource(String path) {
      return FileSystems.matchNewResource(Location.plain(path), false);
    }
  }
}
