package org.evalbeam.pipeline.output;

import java.io.IOException;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes a short list of texts into one file, a line for each, in no order; no texts give an empty
 * file. A file writer of Beam's has some twenty steps, which cost a small run more than its rows
 * do; a bundle that is retried writes the same file again.
 */
public final class WriteLines extends PTransform<PCollection<String>, PDone> {

  private static final long serialVersionUID = 1L;

  private final String file;

  private WriteLines(String file) {
    this.file = file;
  }

  /** Writes into this file. */
  public static WriteLines to(String file) {
    return new WriteLines(file);
  }

  @Override
  public PDone expand(PCollection<String> lines) {
    PCollectionView<Iterable<String>> all = lines.apply("Gather lines", View.asIterable());
    lines
        .getPipeline()
        .apply("Name " + file.substring(file.lastIndexOf('/') + 1), Create.of(file))
        .apply("Write lines", ParDo.of(new WriteFn(all)).withSideInputs(all));
    return PDone.in(lines.getPipeline());
  }

  static final class WriteFn extends DoFn<String, Void> {

    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<String>> lines;

    WriteFn(PCollectionView<Iterable<String>> lines) {
      this.lines = lines;
    }

    @ProcessElement
    public void write(@Element String file, ProcessContext context) throws IOException {
      TableFiles.writeLines(file, context.sideInput(lines));
    }
  }
}
