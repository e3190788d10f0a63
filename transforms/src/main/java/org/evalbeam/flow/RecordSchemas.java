package org.evalbeam.flow;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaProvider;
import org.apache.beam.sdk.schemas.SchemaProviderRegistrar;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.evalbeam.data.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Beam schemas of Java records, so that coders and table schemas derive from the records alone.
 * Components are scalars, texts, enums, records, lists, and maps with texts or whole numbers as
 * keys; names become snake case, enums texts in lower case, and {@link Nullable} and {@link Doc}
 * carry over. A map's order is not kept by coders.
 *
 * <p>Found by Beam through {@link SchemaProviderRegistrar}, so that the records know nothing of it.
 */
public final class RecordSchemas implements SchemaProvider {

  private static final long serialVersionUID = 1L;

  /** Registers this provider with Beam. */
  public static final class Registrar implements SchemaProviderRegistrar {
    @Override
    public List<SchemaProvider> getSchemaProviders() {
      return List.of(new RecordSchemas());
    }
  }

  private static final ClassValue<Schema> SCHEMAS =
      new ClassValue<>() {
        @Override
        protected Schema computeValue(Class<?> type) {
          return schema(type);
        }
      };

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
    Schema built = schema.build();
    // Beam makes a class for each identity that it meets, and would draw one at random.
    String identity = type.getName() + " " + built;
    built.setUUID(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)));
    return built;
  }

  @Override
  public <T> @Nullable Schema schemaFor(TypeDescriptor<T> type) {
    return type.getRawType().isRecord() ? of(type.getRawType()) : null;
  }

  @Override
  public <T> @Nullable SerializableFunction<T, Row> toRowFunction(TypeDescriptor<T> type) {
    return type.getRawType().isRecord() ? new ToRow<>(type.getRawType()) : null;
  }

  @Override
  public <T> @Nullable SerializableFunction<Row, T> fromRowFunction(TypeDescriptor<T> type) {
    return type.getRawType().isRecord() ? new FromRow<>(type.getRawType()) : null;
  }

  /** A class, not a lambda: coders are compared by their functions, and lambdas equal none. */
  private record ToRow<T>(Class<? super T> type) implements SerializableFunction<T, Row> {
    @Override
    public Row apply(T record) {
      return RecordMapper.of(type).toRow(record);
    }
  }

  /** The way back. */
  private record FromRow<T>(Class<? super T> type) implements SerializableFunction<Row, T> {
    @Override
    @SuppressWarnings("unchecked") // the mapper of a class makes objects of that class
    public T apply(Row row) {
      return (T) RecordMapper.of(type).fromRow(row);
    }
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
