package org.evalbeam.pipeline.output;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.generic.GenericData;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.values.Row;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.evalbeam.flow.RecordSchemas;
import org.jspecify.annotations.Nullable;

/**
 * Hands the fields of records to Parquet, in the form and with the schema of parquet-avro. That
 * looks up anew for each value what it is declared as, which is a third of what writing a table
 * takes (RATIONALE.md); here it is known beforehand.
 *
 * @param <T> the record of a row
 */
final class RecordWriteSupport<T> extends AvroWriteSupport<T> {

  // Names by the specification, "Nested types" of Parquet's logical types.
  private static final String LIST = "list";
  private static final String ELEMENT = "element";
  private static final String ENTRIES = "key_value";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private final Fields fields;
  private @Nullable RecordConsumer consumer;

  private RecordWriteSupport(
      org.apache.avro.Schema schema, Fields fields, ParquetConfiguration configuration) {
    super(new AvroSchemaConverter(configuration).convert(schema), schema, GenericData.get());
    this.fields = fields;
  }

  /**
   * Of a record class.
   *
   * @param schema its Avro schema
   * @param configuration of parquet-avro
   */
  static <T> RecordWriteSupport<T> of(
      Class<T> type, org.apache.avro.Schema schema, ParquetConfiguration configuration) {
    return new RecordWriteSupport<>(schema, new Fields(RecordSchemas.of(type)), configuration);
  }

  @Override
  public void prepareForWrite(RecordConsumer columns) {
    super.prepareForWrite(columns);
    consumer = columns;
  }

  @Override
  public void write(T record) {
    RecordConsumer columns = requireNonNull(consumer);
    columns.startMessage();
    fields.write(RecordSchemas.fields(record), columns);
    columns.endMessage();
  }

  /** Writes a value that is not null. */
  @FunctionalInterface
  private interface ValueWriter {
    void write(Object value, RecordConsumer columns);
  }

  private static ValueWriter writer(FieldType type) {
    return switch (type.getTypeName()) {
      case STRING -> new Texts();
      case INT32 -> (value, columns) -> columns.addInteger((Integer) value);
      case INT64 -> (value, columns) -> columns.addLong((Long) value);
      case DOUBLE -> (value, columns) -> columns.addDouble((Double) value);
      case BOOLEAN -> (value, columns) -> columns.addBoolean((Boolean) value);
      case ROW -> new Fields(requireNonNull(type.getRowSchema()));
      case ARRAY -> list(writer(requireNonNull(type.getCollectionElementType())));
      case MAP -> map(writer(requireNonNull(type.getMapValueType())));
      default -> throw new IllegalArgumentException("no column of a table: " + type);
    };
  }

  /** Not by {@link Binary#fromString}, which looks its charset up by name for each text. */
  private static Binary binary(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes texts; the names that row after row has are encoded once. */
  private static final class Texts implements ValueWriter {

    private @Nullable Object last;
    private Binary encoded = Binary.EMPTY;

    @Override
    @SuppressWarnings(
        "ReferenceEquality") // comparing long texts would cost more than encoding them
    public void write(Object text, RecordConsumer columns) {
      if (text != last) {
        encoded = binary((String) text);
        last = text;
      }
      columns.addBinary(encoded);
    }
  }

  private static ValueWriter list(ValueWriter item) {
    return (value, columns) -> {
      columns.startGroup();
      if (!((List<?>) value).isEmpty()) {
        columns.startField(LIST, 0);
        for (Object element : (List<?>) value) {
          columns.startGroup();
          write(ELEMENT, 0, element, item, columns);
          columns.endGroup();
        }
        columns.endField(LIST, 0);
      }
      columns.endGroup();
    };
  }

  private static ValueWriter map(ValueWriter item) {
    return (value, columns) -> {
      columns.startGroup();
      if (!((Map<?, ?>) value).isEmpty()) {
        columns.startField(ENTRIES, 0);
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          columns.startGroup();
          columns.startField(KEY, 0);
          columns.addBinary(binary((String) entry.getKey()));
          columns.endField(KEY, 0);
          write(VALUE, 1, entry.getValue(), item, columns);
          columns.endGroup();
        }
        columns.endField(ENTRIES, 0);
      }
      columns.endGroup();
    };
  }

  private static void write(
      String name, int index, @Nullable Object value, ValueWriter writer, RecordConsumer columns) {
    if (value != null) {
      columns.startField(name, index);
      writer.write(value, columns);
      columns.endField(name, index);
    }
  }

  /** Writes all fields of a row; as a value, those of a row within a row. */
  private static final class Fields implements ValueWriter {

    private final List<String> names;
    private final List<ValueWriter> writers = new ArrayList<>();

    Fields(Schema schema) {
      names = schema.getFieldNames();
      schema.getFields().forEach(field -> writers.add(writer(field.getType())));
    }

    void write(IntFunction<@Nullable Object> fields, RecordConsumer columns) {
      for (int i = 0; i < writers.size(); i++) {
        RecordWriteSupport.write(names.get(i), i, fields.apply(i), writers.get(i), columns);
      }
    }

    @Override
    public void write(Object row, RecordConsumer columns) {
      columns.startGroup();
      write(((Row) row)::getValue, columns);
      columns.endGroup();
    }
  }
}
