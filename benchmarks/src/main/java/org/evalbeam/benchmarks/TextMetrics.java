package org.evalbeam.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How many rows a second each metric of the text scores, on one thread. */
final class TextMetrics implements Benchmark {

  @Override
  public String name() {
    return "text";
  }

  @Override
  public String description() {
    return "metrics of the text: outputs of 100 words (ocr_v1_long: 2,000), one thread";
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (String line : bench.textScores()) {
      String[] parts = line.split(" ", -1);
      figures.add(Figure.perSecond(parts[0], Double.parseDouble(parts[1])));
    }
    return figures;
  }
}
