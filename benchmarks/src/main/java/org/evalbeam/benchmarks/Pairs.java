package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.List;

/** Whether each pair of many variants can be compared on many rows in a small heap. */
final class Pairs implements Benchmark {

  private static final int VARIANTS = 100;
  private static final int ROWS = 100_000;
  private static final String FLINK = "--runner=FlinkRunner";
  private static final String EMBEDDED = "--flinkMaster=[local]";
  private static final Bar HEAP_AND_MORE = Bar.atMost(2_700);

  @Override
  public String name() {
    return "pairs";
  }

  @Override
  public String description() {
    return "%d variants on %,d rows, each pair compared, in a heap of 2 GiB"
        .formatted(VARIANTS, ROWS);
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    int rows = bench.trials(ROWS);
    MeasuredProcess.Usage direct = bench.pairedScores(VARIANTS, rows, "plain");
    MeasuredProcess.Usage flink = bench.pairedScores(VARIANTS, rows, "plain", FLINK, EMBEDDED);
    MeasuredProcess.Usage clustered =
        bench.pairedScores(VARIANTS, rows, "clustered", FLINK, EMBEDDED);
    return List.of(
        Figure.seconds("DirectRunner", direct.wallSeconds()),
        Figure.megabytes("peak resident memory", direct.peakMegabytes()).against(HEAP_AND_MORE),
        Figure.seconds("embedded Flink", flink.wallSeconds()),
        Figure.megabytes("peak resident memory", flink.peakMegabytes()).against(HEAP_AND_MORE),
        Figure.seconds("embedded Flink, clusters of 8 rows", clustered.wallSeconds()),
        Figure.megabytes("peak resident memory", clustered.peakMegabytes()).against(HEAP_AND_MORE));
  }
}
