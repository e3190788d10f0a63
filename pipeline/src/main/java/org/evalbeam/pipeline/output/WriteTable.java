package org.evalbeam.pipeline.output;

import java.io.IOException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.jspecify.annotations.Nullable;

/**
 * Writes records into files of their table, one for each bundle, and then the list of the files
 * that count: a bundle that failed and was done again leaves files that are on no list. Beam's own
 * file writer groups the rows by file first and moves each file twice, which cost more than all
 * that it writes (docs/performance.md).
 *
 * @param <T> the record of a row
 */
public final class WriteTable<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1L;

  private final Table<T> table;
  private final String runFolder;

  private WriteTable(Table<T> table, String runFolder) {
    this.table = table;
    this.runFolder = runFolder;
  }

  /**
   * Writes a table.
   *
   * @param runFolder path of the run's folder, with a slash at its end
   */
  public static <T> WriteTable<T> of(Table<T> table, String runFolder) {
    return new WriteTable<>(table, runFolder);
  }

  @Override
  public PDone expand(PCollection<T> records) {
    return table.isSmall()
        ? records.apply("Write it whole", new WriteSmallTable<>(table, runFolder))
        : records
            .apply(
                "Write rows",
                ParDo.of(new WriteFn<>(table.type(), TableFiles.folder(table, runFolder))))
            .setCoder(StringUtf8Coder.of())
            .apply("List files", WriteLines.to(TableFiles.list(table, runFolder)));
  }

  /** Writes a bundle into a file and tells its path. */
  static final class WriteFn<T> extends DoFn<T, String> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final String folder;
    private transient @Nullable TableFile<T> file;

    WriteFn(Class<T> type, String folder) {
      this.type = type;
      this.folder = folder;
    }

    @StartBundle
    public void start() {
      file = null;
    }

    @ProcessElement
    public void write(@Element T record) throws IOException {
      if (file == null) {
        file = TableFile.create(type, folder);
      }
      file.write(record);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) throws IOException {
      if (file != null) {
        file.close();
        context.output(file.path(), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
        file = null;
      }
    }

    /** What a bundle that failed has begun is on no list; it only must not stay open. */
    @Teardown
    public void teardown() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }
}
