package org.evalbeam.dataset;

import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.function.Supplier;

/** One file, whatever its path, that is made anew whenever it is opened. */
final class StreamFiles implements FileOpener {

  private static final long serialVersionUID = 1L;

  private final transient Supplier<InputStream> file;

  StreamFiles(Supplier<InputStream> file) {
    this.file = file;
  }

  @Override
  public InputStream open(String path) {
    return file.get();
  }

  @Override
  public SeekableByteChannel seek(String path) {
    throw new UnsupportedOperationException("a stream");
  }

  @Override
  public List<String> match(String pattern) {
    throw new UnsupportedOperationException("one file");
  }
}
