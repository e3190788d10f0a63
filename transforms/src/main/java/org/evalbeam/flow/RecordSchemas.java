package org.evalbeam.flow;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.SchemaProvider;
import org.apache.beam.sdk.schemas.SchemaProviderRegistrar;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.evalbeam.data.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Beam schemas of Java records, so that coders and table schemas derive from the records alone.
 * Components are scalars, texts, enums, records, lists, and maps with text keys; names become snake
 * case, enums texts in lower case, and {@link Nullable} and {@link Doc} carry over.
 *
 * <p>Found by Beam through {@link SchemaProviderRegistrar}, so that the records know nothing of it.
 */
public final class RecordSchemas implements SchemaProvider {

  private static final long serialVersionUID = 1L;

  private static final Map<Class<?>, FieldType> SCALARS =
      Map.of(
          String.class, FieldType.STRING,
          int.class, FieldType.INT32,
          Integer.class, FieldType.INT32,
          long.class, FieldType.INT64,
          Long.class, FieldType.INT64,
          double.class, FieldType.DOUBLE,
          Double.class, FieldType.DOUBLE,
          boolean.class, FieldType.BOOLEAN,
          Boolean.class, FieldType.BOOLEAN);

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

  /** The schema of a record class; the same object for the same class. */
  public static Schema of(Class<?> type) {
    return SCHEMAS.get(type);
  }

  private static Schema schema(Class<?> type) {
    Schema.Builder schema = Schema.builder();
    for (RecordComponent component : type.getRecordComponents()) {
      Doc doc = component.getAnnotation(Doc.class);
      schema.addField(
          Schema.Field.of(snakeCase(component.getName()), fieldType(component.getAnnotatedType()))
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

  /** Records, since coders must be equal for equal types: Flink unions no others. */
  private record ToRow<T>(Class<?> type) implements SerializableFunction<T, Row> {
    @Override
    public Row apply(T record) {
      return RecordMapper.of(type).toRow(record);
    }
  }

  private record FromRow<T>(Class<?> type) implements SerializableFunction<Row, T> {
    @Override
    @SuppressWarnings("unchecked") // the mapper of a class makes objects of that class
    public T apply(Row row) {
      return (T) RecordMapper.of(type).fromRow(row);
    }
  }

  /** A record as a row of its schema. */
  public static Row toRow(Object record) {
    return RecordMapper.of(record.getClass()).toRow(record);
  }

  /** The record that a row of its schema holds. */
  public static <T> T fromRow(Row row, Class<T> type) {
    return type.cast(RecordMapper.of(type).fromRow(row));
  }

  private static FieldType fieldType(AnnotatedType type) {
    FieldType plain = plainType(type);
    return type.isAnnotationPresent(Nullable.class) ? plain.withNullable(true) : plain;
  }

  private static FieldType plainType(AnnotatedType annotated) {
    if (annotated instanceof AnnotatedParameterizedType generic) {
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      return rawType(annotated.getType()) == Map.class
          ? FieldType.map(fieldType(arguments[0]), fieldType(arguments[1]))
          : FieldType.array(fieldType(arguments[0]));
    }
    Class<?> type = rawType(annotated.getType());
    if (type.isRecord()) {
      return FieldType.row(of(type));
    }
    FieldType scalar = type.isEnum() ? FieldType.STRING : SCALARS.get(type);
    if (scalar == null) {
      throw new IllegalArgumentException("records can't hold a component of " + type);
    }
    return scalar;
  }

  private static Class<?> rawType(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
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
