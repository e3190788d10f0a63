package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes a small table into one file. A file writer of Beam's has some twenty steps, which cost a
 * small run more than its rows do; a bundle that is retried writes the same file again. A table
 * without rows gets no file here.
 */
final class WriteFile<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1L;

  /** The name that Beam's writer would give the only file. */
  static final String NAME = "part-00000-of-00001.parquet";

  private final Class<T> type;
  private final String file;

  /**
   * A writer.
   *
   * @param type the record of one row
   * @param folder path of the table's folder, with a slash at its end
   */
  WriteFile(Class<T> type, String folder) {
    this.type = type;
    this.file = folder + NAME;
  }

  @Override
  public PDone expand(PCollection<T> records) {
    records
        .apply("Gather them", ParDo.of(new GatherFn<>()))
        .setCoder(KvCoder.of(VarIntCoder.of(), records.getCoder()))
        .apply("Put them together", GroupByKey.create())
        .apply("Write them", ParDo.of(new WriteFn<>(type, file)));
    return PDone.in(records.getPipeline());
  }

  /** Writes rows into a channel. */
  static <T> void write(Class<T> type, Iterable<T> rows, WritableByteChannel channel)
      throws IOException {
    ParquetSink<T> sink = new ParquetSink<>(type);
    sink.open(channel);
    for (T row : rows) {
      sink.write(row);
    }
    sink.flush();
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

    private final Class<T> type;
    private final String file;

    WriteFn(Class<T> type, String file) {
      this.type = type;
      this.file = file;
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<T>> gathered) throws IOException {
      try (WritableByteChannel channel =
          FileSystems.create(
              FileSystems.matchNewResource(file, false), "application/octet-stream")) {
        WriteFile.write(type, gathered.getValue(), channel);
      }
    }
  }
}
