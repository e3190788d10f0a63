package org.evalbeam.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/** Opens files by their path: the one thing that readers of datasets need of a file system. */
@FunctionalInterface
public interface FileOpener extends Serializable {

  /**
   * The content of a file, from its first byte; the caller closes it.
   *
   * @param path as catalogs and specs write it, local or with a scheme such as {@code gs://}
   * @throws IOException where there is no such file, or it can't be read
   */
  InputStream open(String path) throws IOException;
}
