package org.evalbeam.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.Row;
import org.evalbeam.dataset.Dataset;
import org.evalbeam.dataset.RowReader;
import org.evalbeam.flow.BeamFiles;
import org.jspecify.annotations.Nullable;

/**
 * A dataset for the terminal: where it is, how many rows it has, how many of them lack each column
 * or have it blank, and the first row. It is read from end to end, one row a time.
 */
final class DatasetText {

  private static final int LONGEST = 200;

  private final Dataset dataset;
  private final Map<String, Long> filled = new LinkedHashMap<>();
  private long rows;
  private @Nullable Row first;

  private DatasetText(Dataset dataset) {
    this.dataset = dataset;
  }

  /**
   * Lines about a dataset.
   *
   * @throws UsageException where it can't be read; the message says where and why
   */
  static String of(Dataset dataset) throws UsageException {
    DatasetText text = new DatasetText(dataset);
    try {
      text.count();
      return text.lines(dataset.files(BeamFiles.OPENER));
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw new UsageException(String.valueOf(requireNonNull(e.getCause()).getMessage()));
    }
  }

  private void count() throws IOException {
    try (RowReader reader = RowReader.open(dataset, BeamFiles.OPENER)) {
      while (reader.hasNext()) {
        Row row = reader.next();
        rows++;
        first = first == null ? row : first;
        row.columns()
            .forEach(
                (column, value) ->
                    filled.merge(column, value == null || value.isBlank() ? 0L : 1L, Long::sum));
      }
    }
  }

  private String lines(List<String> files) {
    StringBuilder text = new StringBuilder();
    line(text, "%s: %,d %s".formatted(dataset.name(), rows, rows == 1 ? "row" : "rows"));
    line(
        text,
        "%s (%s%s)"
            .formatted(
                dataset.path(),
                dataset.format().shown(),
                files.size() == 1 ? "" : ", " + files.size() + " files"));
    if (dataset.readme() != null) {
      line(text, dataset.readme());
    }
    if (dataset.cluster() != null) {
      line(text, "cluster: " + dataset.cluster());
    }
    text.append(System.lineSeparator());
    TextTable table = new TextTable().row("column", "rows with it", "null or blank");
    filled.forEach(
        (column, count) ->
            table.row(column, "%,d".formatted(count), "%,d".formatted(rows - count)));
    text.append(table);
    if (first != null) {
      text.append(System.lineSeparator());
      line(text, "first row:");
      first.columns().forEach((column, value) -> line(text, "  " + column + ": " + shown(value)));
    }
    return text.toString();
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "(null)";
    }
    return value.length() <= LONGEST
        ? value
        : "%s… (%,d characters)".formatted(value.substring(0, LONGEST), value.length());
  }

  private static void line(StringBuilder text, String line) {
    text.append(Printable.of(line)).append(System.lineSeparator());
  }
}
