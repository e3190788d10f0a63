package org.evalbeam.pipeline.output;

import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes a small table into one file and lists it, in as few steps as there can be: steps cost a
 * small run more than its rows do. A bundle that is retried writes another file and the list again.
 * A table without rows gets neither here.
 */
public final class WriteSmallTable<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1L;

  private final Table<T> table;
  private final String runFolder;

  private WriteSmallTable(Table<T> table, String runFolder) {
    this.table = table;
    this.runFolder = runFolder;
  }

  /**
   * Writes a table that one worker can hold.
   *
   * @param runFolder path of the run's folder, with a slash at its end
   */
  public static <T> WriteSmallTable<T> of(Table<T> table, String runFolder) {
    return new WriteSmallTable<>(table, runFolder);
  }

  @Override
  public PDone expand(PCollection<T> records) {
    records
        .apply("Gather them", ParDo.of(new GatherFn<>()))
        .setCoder(KvCoder.of(VarIntCoder.of(), records.getCoder()))
        .apply("Put them together", GroupByKey.create())
        .apply("Write them", ParDo.of(new WriteFn<>(table, runFolder)));
    return PDone.in(records.getPipeline());
  }

  static final class GatherFn<T> extends DoFn<T, KV<Integer, T>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void gather(@Element T record, OutputReceiver<KV<Integer, T>> output) {
      output.output(KV.of(0, record));
    }
  }

  static final class WriteFn<T> extends DoFn<KV<Integer, Iterable<T>>, Void> {

    private static final long serialVersionUID = 1L;

    private final Table<T> table;
    private final String runFolder;

    WriteFn(Table<T> table, String runFolder) {
      this.table = table;
      this.runFolder = runFolder;
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<T>> gathered) throws IOException {
      TableFiles.writeWhole(table, gathered.getValue(), runFolder);
    }
  }
}
