package org.evalbeam.flow;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import org.evalbeam.data.SuppliedOutput;
import org.jspecify.annotations.Nullable;

/**
 * Answers that a spec supplies, staged in a file of JSON lines in the order of the dataset's rows,
 * so that they are read in step with it: nothing is shuffled, and none of them is in the job graph.
 */
public final class SuppliedOutputs implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable MappingIterator<Line> lines;
  private @Nullable Line next;

  private SuppliedOutputs(@Nullable MappingIterator<Line> lines) throws IOException {
    this.lines = lines;
    advance();
  }

  /**
   * The answers to one row.
   *
   * @param numLine the row's number
   * @param outputs variant id to answer
   */
  record Line(int numLine, Map<String, SuppliedOutput> outputs) {}

  /**
   * Stages answers.
   *
   * @param outputs row number to variant id to answer
   */
  public static void write(
      SortedMap<Integer, Map<String, SuppliedOutput>> outputs, OutputStream file)
      throws IOException {
    try (SequenceWriter writer = JSON.writer().withRootValueSeparator("\n").writeValues(file)) {
      for (Map.Entry<Integer, Map<String, SuppliedOutput>> row : outputs.entrySet()) {
        writer.write(new Line(row.getKey(), row.getValue()));
      }
    }
  }

  /** Opens a staged file; null gives no answer to any row. */
  static SuppliedOutputs open(@Nullable String path) throws IOException {
    return new SuppliedOutputs(
        path == null ? null : JSON.readerFor(Line.class).readValues(BeamFiles.OPENER.open(path)));
  }

  /** The answers to a row; rows are asked for in ascending order. */
  Map<String, SuppliedOutput> of(int numLine) throws IOException {
    while (next != null && next.numLine() < numLine) {
      advance();
    }
    return next != null && next.numLine() == numLine ? next.outputs() : Map.of();
  }

  private void advance() throws IOException {
    next = lines != null && lines.hasNextValue() ? lines.nextValue() : null;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }
}
