package org.evalbeam.flow;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.DatasetRow;
import org.jspecify.annotations.Nullable;

/**
 * Reads datasets into rows, in batches. One reader takes one file from end to end, since a row's
 * number is its position; answers that the spec supplied are read from their own file beside it, in
 * step.
 */
public final class ReadDatasets extends PTransform<PBegin, PCollection<List<DatasetRow>>> {

  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, DatasetSource> sources = new LinkedHashMap<>();
  private final @Nullable Integer limit;

  private ReadDatasets(List<DatasetSource> sources, @Nullable Integer limit) {
    sources.forEach(source -> this.sources.put(source.dataset().name(), source));
    this.limit = limit;
  }

  /**
   * Reads these datasets.
   *
   * @param limit rows to read of each dataset; null for all
   */
  public static ReadDatasets from(List<DatasetSource> sources, @Nullable Integer limit) {
    return new ReadDatasets(sources, limit);
  }

  @Override
  public PCollection<List<DatasetRow>> expand(PBegin begin) {
    return begin
        .apply("Name the datasets", Create.of(sources.keySet()).withCoder(StringUtf8Coder.of()))
        .apply("Read their rows", ParDo.of(new ReadFn(sources, limit)));
  }

  static final class ReadFn extends DoFn<String, List<DatasetRow>> {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, DatasetSource> sources;
    private final @Nullable Integer limit;

    ReadFn(Map<String, DatasetSource> sources, @Nullable Integer limit) {
      this.sources = new LinkedHashMap<>(sources);
      this.limit = limit;
    }

    @ProcessElement
    public void read(@Element String name, OutputReceiver<List<DatasetRow>> output)
        throws IOException {
      DatasetSource source = sources.get(name);
      if (source == null) {
        throw new IllegalArgumentException("no dataset of this run: " + name);
      }
      Batcher<DatasetRow> batch = new Batcher<>(Characters::of);
      try (DatasetRows rows = DatasetRows.open(source, limit)) {
        for (DatasetRow row = rows.next(); row != null; row = rows.next()) {
          batch.add(row, output::output);
        }
      }
      batch.handOver(output::output);
    }
  }
}
