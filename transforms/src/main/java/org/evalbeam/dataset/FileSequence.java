package org.evalbeam.dataset;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of several files, one file after the other, of which one is open at a time. Columns are
 * those of any file; a record lacks those that its file lacks.
 */
final class FileSequence implements Records {

  /** Opens one of the files. */
  interface Opener {
    Records open(String file) throws IOException;
  }

  private final Iterator<String> files;
  private final Opener opener;
  private final Set<String> columns = new LinkedHashSet<>();
  private @Nullable Records current;

  FileSequence(List<String> files, Opener opener) throws IOException {
    this.files = files.iterator();
    this.opener = opener;
    this.current = opener.open(this.files.next());
  }

  @Override
  public @Nullable Map<String, @Nullable String> next() throws IOException {
    while (current != null) {
      Map<String, @Nullable String> record = current.next();
      columns.addAll(current.columns());
      if (record != null) {
        return record;
      }
      close();
      current = files.hasNext() ? opener.open(files.next()) : null;
    }
    return null;
  }

  @Override
  public Set<String> columns() {
    return Collections.unmodifiableSet(columns);
  }

  @Override
  public void close() throws IOException {
    Records open = current;
    current = null;
    if (open != null) {
      open.close();
    }
  }
}
