package org.evalbeam.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.parquet.hadoop.ParquetWriter;
import org.jspecify.annotations.Nullable;

/**
 * The least that Beam can take to make tables of kept replies again: each line of the journal read
 * and its JSON parsed, and one row of each table written for it. No dataset is read, nothing is
 * looked up, scored or counted.
 */
final class BareBeam {

  private static final List<String> TABLES = List.of("answers", "observations");

  /** As many rows are written again and again: what they hold is the program's. */
  private static final int ROWS = 1_000;

  /** The rows of each table; the runner is in this process. */
  private static final Map<String, List<GenericRecord>> ROWS_OF = new ConcurrentHashMap<>();

  private BareBeam() {}

  /**
   * Runs the job and prints the seconds from its options to its end.
   *
   * @param args folder of the program's tables, with its journal, and the folder to write to
   */
  public static void main(String[] args) throws IOException {
    for (String table : TABLES) {
      ROWS_OF.put(table, first(Path.of(args[0], table)));
    }
    long start = System.nanoTime();
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setTargetParallelism(1);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    Pipeline pipeline = Pipeline.create(options);
    PCollection<String> replies =
        pipeline
            .apply("Journal", Create.of(Path.of(args[0], "journal").toString()))
            .apply("Replies", ParDo.of(new ReadFn()));
    for (String table : TABLES) {
      replies.apply("Write " + table, ParDo.of(new WriteFn(table, args[1])));
    }
    pipeline.run().waitUntilFinish();
    System.out.println((System.nanoTime() - start) / 1e9);
  }

  private static List<GenericRecord> first(Path table) throws IOException {
    List<GenericRecord> rows = new ArrayList<>();
    BareTable.read(
        table,
        row -> {
          rows.add(row);
          return rows.size() < ROWS;
        });
    return List.copyOf(rows);
  }

  /** The replies of a journal. */
  private static final class ReadFn extends DoFn<String, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void read(@Element String journal, OutputReceiver<String> bodies) throws IOException {
      JsonLines.readJournal(Path.of(journal), bodies::output);
    }
  }

  /** A row of a table for each reply. */
  private static final class WriteFn extends DoFn<String, String> {

    private static final long serialVersionUID = 1;

    private final String table;
    private final String folder;
    private transient @Nullable ParquetWriter<GenericRecord> writer;
    private transient int written;

    WriteFn(String table, String folder) {
      this.table = table;
      this.folder = folder;
    }

    @StartBundle
    public void start() throws IOException {
      writer =
          BareTable.writer(
              Files.createTempDirectory(Path.of(folder), table).resolve("rows.parquet"),
              rows().get(0).getSchema());
    }

    @ProcessElement
    public void write() throws IOException {
      requireNonNull(writer).write(rows().get(written++ % rows().size()));
    }

    @FinishBundle
    public void finish() throws IOException {
      requireNonNull(writer).close();
    }

    private List<GenericRecord> rows() {
      return requireNonNull(ROWS_OF.get(table));
    }
  }
}
