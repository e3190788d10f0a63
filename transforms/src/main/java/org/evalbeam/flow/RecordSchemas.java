package org.evalbeam.flow;

import java.lang.reflect.RecordComponent;
import java.util.function.IntFunction;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.evalbeam.data.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Beam schemas of Java records, so that the schemas of tables derive from the records alone.
 * Components are scalars, texts, enums, records, lists, and maps with texts or whole numbers as
 * keys; names become snake case, enums texts in lower case, and {@link Nullable} and {@link Doc}
 * carry over.
 */
public final class RecordSchemas {

  private static final ClassValue<Schema> SCHEMAS =
      new ClassValue<>() {
        @Override
        protected Schema computeValue(Class<?> type) {
          return schema(type);
        }
      };

  private RecordSchemas() {}

  /**
   * The schema of a record class; the same object for the same class.
   *
   * @throws IllegalArgumentException that names the component, where one is of another type
   */
  public static Schema of(Class<?> type) {
    return SCHEMAS.get(type);
  }

  private static Schema schema(Class<?> type) {
    Schema.Builder schema = Schema.builder();
    for (RecordComponent component : type.getRecordComponents()) {
      Doc doc = component.getAnnotation(Doc.class);
      schema.addField(
          Schema.Field.of(snakeCase(component.getName()), FieldTypes.of(component))
              .withDescription(doc == null ? "" : doc.value()));
    }
    return schema.build();
  }

  /**
   * A record as a row of its schema.
   *
   * @throws NullPointerException that names the component, where one holds a null that is not
   *     declared {@link Nullable}
   */
  public static Row toRow(Object record) {
    return RecordMapper.of(record.getClass()).toRow(record);
  }

  /**
   * The fields of a record's row, without the row.
   *
   * @return the value of the field with this index in the schema; a null where none is declared
   *     {@link Nullable} is a {@link NullPointerException} that names the component
   */
  public static IntFunction<@Nullable Object> fields(Object record) {
    RecordMapper mapper = RecordMapper.of(record.getClass());
    return index -> mapper.field(record, index);
  }

  /** The record that a row of its schema holds. */
  public static <T> T fromRow(Row row, Class<T> type) {
    return type.cast(RecordMapper.of(type).fromRow(row));
  }

  /** {@code numLine} becomes {@code num_line}. */
  static String snakeCase(String camelCase) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < camelCase.length(); i++) {
      char c = camelCase.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }
}
