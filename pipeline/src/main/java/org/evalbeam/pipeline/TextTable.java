package org.evalbeam.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines up columns for a terminal: figures to the right, all else to the left. */
final class TextTable {

  private static final String GAP = "  ";

  /** A number, or a dash that stands for one, with whatever stands behind it; or nothing. */
  private static final Pattern FIGURE = Pattern.compile("(-?\\d.*|-( .*)?|)");

  private final List<List<String>> rows = new ArrayList<>();

  TextTable row(List<String> cells) {
    rows.add(cells.stream().map(Printable::of).toList());
    return this;
  }

  TextTable row(String... cells) {
    return row(List.of(cells));
  }

  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    boolean[] figures = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      int column = i;
      figures[i] = rows.stream().skip(1).allMatch(row -> isFigure(row, column));
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(widths[i] - width(row.get(i)));
        line.append(i == 0 ? "" : GAP)
            .append(i > 0 && figures[i] ? padding + row.get(i) : row.get(i) + padding);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static boolean isFigure(List<String> row, int column) {
    return column >= row.size() || FIGURE.matcher(row.get(column)).matches();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
