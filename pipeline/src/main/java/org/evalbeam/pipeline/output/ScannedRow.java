package org.evalbeam.pipeline.output;

import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** One row of a table while it is scanned; good until the next is shown. */
public final class ScannedRow {

  private final GenericRecord row;

  ScannedRow(GenericRecord row) {
    this.row = row;
  }

  /** A text; null where it is null. */
  public @Nullable String text(String column) {
    Object value = row.get(column);
    return value == null ? null : value.toString();
  }

  /** A text that is never null. */
  public String word(String column) {
    return row.get(column).toString();
  }

  /** A number; null where it is null. */
  public @Nullable Double number(String column) {
    return row.get(column) instanceof Number number ? number.doubleValue() : null;
  }

  /** A whole number that is never null. */
  public int integer(String column) {
    return ((Number) row.get(column)).intValue();
  }
}
