package org.evalbeam.pipeline.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Shows a row to Parquet as the Avro record that it writes. Beam's own conversion builds a second
 * copy of each row, field by field, which costs as much again as encoding it.
 */
final class RecordView implements IndexedRecord {

  private final IntFunction<@Nullable Object> fields;
  private final Schema schema;

  /**
   * @param fields a row's value of the field with this index
   * @param schema the Avro schema of the row's own
   */
  RecordView(IntFunction<@Nullable Object> fields, Schema schema) {
    this.fields = fields;
    this.schema = schema;
  }

  @Override
  public Schema getSchema() {
    return schema;
  }

  @Override
  public @Nullable Object get(int field) {
    Object value = fields.apply(field);
    return isContainer(value) ? shown(value, schema.getFields().get(field).schema()) : value;
  }

  /** Nearly all values are written as they are, without a look at what they are declared as. */
  private static boolean isContainer(@Nullable Object value) {
    return value instanceof Row || value instanceof List<?> || value instanceof Map<?, ?>;
  }

  @Override
  public void put(int field, Object value) {
    throw new UnsupportedOperationException("a view of a row that is written");
  }

  private static @Nullable Object shown(@Nullable Object value, Schema declared) {
    if (value instanceof Row nested) {
      return new RecordView(nested::getValue, nonNull(declared));
    }
    if (value instanceof List<?> list) {
      Schema item = nonNull(declared).getElementType();
      return isPlain(item) ? list : shownList(list, item);
    }
    if (value instanceof Map<?, ?> map) {
      Schema item = nonNull(declared).getValueType();
      return isPlain(item) ? map : shownMap(map, item);
    }
    return value;
  }

  private static List<@Nullable Object> shownList(List<?> list, Schema item) {
    List<@Nullable Object> shown = new ArrayList<>(list.size());
    list.forEach(value -> shown.add(shown(value, item)));
    return shown;
  }

  private static Map<Object, @Nullable Object> shownMap(Map<?, ?> map, Schema item) {
    Map<Object, @Nullable Object> shown = new LinkedHashMap<>();
    map.forEach((key, value) -> shown.put(key, shown(value, item)));
    return shown;
  }

  /** Whether values are written as they are. */
  private static boolean isPlain(Schema item) {
    return switch (nonNull(item).getType()) {
      case RECORD, ARRAY, MAP -> false;
      default -> true;
    };
  }

  /** What a nullable type holds where it is not null. */
  private static Schema nonNull(Schema declared) {
    if (!declared.isUnion()) {
      return declared;
    }
    for (Schema branch : declared.getTypes()) {
      if (branch.getType() != Schema.Type.NULL) {
        return branch;
      }
    }
    throw new IllegalArgumentException("holds nothing but null: " + declared);
  }
}
