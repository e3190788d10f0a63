package org.evalbeam.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Opens files by their path: all that readers of datasets need of a file system. */
public interface FileOpener extends Serializable {

  /**
   * The content of a file, from its first byte; the caller closes it.
   *
   * @param path as catalogs and specs write it, local or with a scheme such as {@code gs://}; never
   *     a pattern
   * @throws IOException where there is no such file, or it can't be read
   */
  InputStream open(String path) throws IOException;

  /**
   * A file to be read here and there, as formats need it whose table of contents stands at their
   * end; the caller closes it.
   *
   * @throws IOException as {@link #open}
   */
  SeekableByteChannel seek(String path) throws IOException;

  /**
   * Paths of the files that a pattern means, in no order; empty where there are none. A file of
   * exactly that name is meant alone.
   *
   * @param pattern a path with {@code *}, {@code ?} or {@code [...]}
   */
  List<String> match(String pattern) throws IOException;
}
