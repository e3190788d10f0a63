package org.evalbeam.flow;

import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** Turns objects of one record class into Beam rows and back; made once per class. */
final class RecordMapper {

  private static final ClassValue<RecordMapper> MAPPERS =
      new ClassValue<>() {
        @Override
        protected RecordMapper computeValue(Class<?> type) {
          return new RecordMapper(type);
        }
      };

  private final Schema schema;
  private final RecordAccess access;
  private final List<FieldMapping> mappings;

  private RecordMapper(Class<?> type) {
    this.schema = RecordSchemas.of(type);
    this.access = RecordAccess.of(type);
    this.mappings = access.components().stream().map(FieldMapping::of).toList();
  }

  static RecordMapper of(Class<?> type) {
    return MAPPERS.get(type);
  }

  /** The record as a row; a null where none is declared is a {@link NullPointerException}. */
  Row toRow(Object record) {
    @Nullable Object[] values = new @Nullable Object[mappings.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = field(record, i);
    }
    return Row.withSchema(schema).attachValues(values);
  }

  /** What the row's field holds; a null where none is declared likewise. */
  @Nullable Object field(Object record, int index) {
    return mappings.get(index).toField().apply(access.value(record, index));
  }

  Object fromRow(Row row) {
    @Nullable Object[] values = new @Nullable Object[mappings.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = mappings.get(i).fromField().apply(row.getValue(i));
    }
    return access.create(values);
  }
}
