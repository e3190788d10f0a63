package org.evalbeam.pipeline.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sample;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes a handful of counts into one small file, a name and a number on each line. A file writer
 * of Beam's has some twenty steps, which cost a small run more than its rows do; a bundle that is
 * retried writes the same file again.
 */
public final class WriteCounts extends PTransform<PCollection<KV<String, Long>>, PDone> {

  private static final long serialVersionUID = 1L;

  /** More names than there are statuses. */
  private static final int MOST_NAMES = 1000;

  private final String file;

  private WriteCounts(String file) {
    this.file = file;
  }

  /** Writes into this file. */
  public static WriteCounts to(String file) {
    return new WriteCounts(file);
  }

  @Override
  public PDone expand(PCollection<KV<String, Long>> counts) {
    counts
        .apply("Gather counts", Sample.fixedSizeGlobally(MOST_NAMES))
        .apply("Write them", ParDo.of(new WriteFn(file)));
    return PDone.in(counts.getPipeline());
  }

  static final class WriteFn extends DoFn<Iterable<KV<String, Long>>, Void> {

    private static final long serialVersionUID = 1L;

    private final String file;

    WriteFn(String file) {
      this.file = file;
    }

    @ProcessElement
    public void write(@Element Iterable<KV<String, Long>> counts) throws IOException {
      try (PrintWriter lines =
          new PrintWriter(
              Channels.newOutputStream(
                  FileSystems.create(FileSystems.matchNewResource(file, false), "text/plain")),
              false,
              StandardCharsets.UTF_8)) {
        counts.forEach(count -> lines.println(count.getKey() + " " + count.getValue()));
        if (lines.checkError()) {
          throw new IOException("the counts can't be written to " + file);
        }
      }
    }
  }
}
