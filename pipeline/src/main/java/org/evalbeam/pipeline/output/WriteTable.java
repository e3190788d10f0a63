package org.evalbeam.pipeline.output;

import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Writes records into the folder of their table. */
public final class WriteTable<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final int shards;
  private final String folder;

  private WriteTable(Table<T> table, String runFolder) {
    this.type = table.type();
    this.shards = table.shards();
    this.folder = runFolder + table.name() + "/";
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
    if (shards == 1) {
      return records.apply(new WriteFile<>(type, folder));
    }
    records.apply(
        FileIO.<T>write()
            .via(new ParquetSink<>(type))
            .to(folder)
            .withPrefix("part")
            .withSuffix(".parquet")
            .withNumShards(shards));
    return PDone.in(records.getPipeline());
  }
}
