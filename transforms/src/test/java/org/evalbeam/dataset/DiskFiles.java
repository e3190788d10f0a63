package org.evalbeam.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The local disk, for tests of what stands in files there. */
final class DiskFiles implements FileOpener {

  private static final long serialVersionUID = 1L;

  @Override
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(Path.of(path));
  }

  @Override
  public SeekableByteChannel seek(String path) throws IOException {
    return Files.newByteChannel(Path.of(path));
  }

  @Override
  public List<String> match(String pattern) throws IOException {
    int name = pattern.lastIndexOf('/') + 1;
    List<String> files = new ArrayList<>();
    try (DirectoryStream<Path> matches =
        Files.newDirectoryStream(Path.of(pattern.substring(0, name)), pattern.substring(name))) {
      matches.forEach(file -> files.add(file.toString()));
    }
    return files;
  }
}
