package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.evalbeam.flow.RecordCount;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of records into files of their table, one for each bundle, and then the list of
 * the files that count: a bundle that failed and was done again leaves files that are on no list.
 * Beam's own file writer groups the rows by file first and moves each file twice, which cost more
 * than all that it writes (docs/performance.md).
 *
 * <p>Gives what it counted of the records of those files. Who counted them in a step of its own
 * would have all of them copied once more.
 *
 * @param <E> an element of a batch, which holds a record
 * @param <T> the record of a row
 */
public final class WriteTable<E, T>
    extends PTransform<PCollection<List<E>>, PCollection<KV<String, Long>>> {

  private static final long serialVersionUID = 1L;

  private static final TupleTag<KV<String, Long>> COUNTS = new TupleTag<>() {};
  private static final TupleTag<String> FILES = new TupleTag<>() {};

  private final Table<T> table;
  private final String runFolder;
  private final SerializableFunction<E, T> record;
  private final RecordCount<T> count;

  private WriteTable(
      Table<T> table, String runFolder, SerializableFunction<E, T> record, RecordCount<T> count) {
    this.table = table;
    this.runFolder = runFolder;
    this.record = record;
    this.count = count;
  }

  /**
   * Writes a table that may be large.
   *
   * @param runFolder path of the run's folder, with a slash at its end
   * @param count what is counted of a record
   */
  public static <T> WriteTable<T, T> of(Table<T> table, String runFolder, RecordCount<T> count) {
    return of(table, runFolder, row -> row, count);
  }

  /**
   * Writes a table of what larger elements hold: taken out in a step of its own, each record would
   * be handed on once more.
   *
   * @param record what is written of an element
   */
  public static <E, T> WriteTable<E, T> of(
      Table<T> table, String runFolder, SerializableFunction<E, T> record, RecordCount<T> count) {
    return new WriteTable<>(table, runFolder, record, count);
  }

  @Override
  public PCollection<KV<String, Long>> expand(PCollection<List<E>> elements) {
    PCollectionTuple written =
        elements.apply(
            "Write rows",
            ParDo.of(
                    new WriteFn<>(table.type(), TableFiles.folder(table, runFolder), record, count))
                .withOutputTags(COUNTS, TupleTagList.of(FILES)));
    written
        .get(FILES)
        .setCoder(StringUtf8Coder.of())
        .apply("List files", WriteLines.to(TableFiles.list(table, runFolder)));
    return written.get(COUNTS).setCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()));
  }

  /** Writes a bundle into a file, and tells its path and counts. */
  static final class WriteFn<E, T> extends DoFn<List<E>, KV<String, Long>> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final String folder;
    private final SerializableFunction<E, T> record;
    private final RecordCount<T> count;
    private transient @Nullable TableFile<T> file;
    private transient Map<String, Long> counts;

    WriteFn(Class<T> type, String folder, SerializableFunction<E, T> record, RecordCount<T> count) {
      this.type = type;
      this.folder = folder;
      this.record = record;
      this.count = count;
    }

    @StartBundle
    public void start() {
      file = null;
      counts = new HashMap<>();
    }

    @ProcessElement
    public void write(@Element List<E> batch) throws IOException {
      if (file == null) {
        file = TableFile.create(type, folder);
      }
      for (E element : batch) {
        T row = record.apply(element);
        file.write(row);
        count.count(row, this::add);
      }
    }

    private void add(String name, long more) {
      counts.merge(name, more, Long::sum);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) throws IOException {
      if (file != null) {
        file.close();
        output(context, FILES, file.path());
        counts.forEach((name, sum) -> output(context, COUNTS, KV.of(name, sum)));
        file = null;
      }
    }

    private <V> void output(FinishBundleContext context, TupleTag<V> tag, V element) {
      context.output(tag, element, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
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
