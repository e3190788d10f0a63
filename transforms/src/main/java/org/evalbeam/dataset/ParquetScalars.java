package org.evalbeam.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.Base64;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Single values of Parquet as JSON: text as text; numbers as numbers, decimals with all their
 * digits; dates and times as text in the forms of ISO 8601, with {@code Z} where they are points in
 * time; bytes that are no text as text in base64; not-a-number, which pandas takes for missing, as
 * null.
 */
final class ParquetScalars {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ParquetScalars() {}

  /** A value of a primitive field. */
  static JsonNode of(Group group, int field, int index) {
    PrimitiveType type = group.getType().getType(field).asPrimitiveType();
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> JSON.booleanNode(group.getBoolean(field, index));
      case INT32 -> integer(group.getInteger(field, index), meaning, true);
      case INT64 -> integer(group.getLong(field, index), meaning, false);
      case FLOAT -> real(group.getFloat(field, index));
      case DOUBLE -> real(group.getDouble(field, index));
      case INT96 -> int96(group.getInt96(field, index));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(group.getBinary(field, index), type, meaning);
    };
  }

  private static JsonNode integer(
      long value, @Nullable LogicalTypeAnnotation meaning, boolean narrow) {
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return JSON.numberNode(BigDecimal.valueOf(value, decimal.getScale()));
    }
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return JSON.textNode(LocalDate.ofEpochDay(value).toString());
    }
    if (meaning instanceof TimeLogicalTypeAnnotation time) {
      return JSON.textNode(LocalTime.MIDNIGHT.plus(value, unit(time.getUnit())).toString());
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation time) {
      return moment(Instant.EPOCH.plus(value, unit(time.getUnit())), time.isAdjustedToUTC());
    }
    boolean signed = !(meaning instanceof IntLogicalTypeAnnotation type) || type.isSigned();
    if (signed || value >= 0) {
      return JSON.numberNode(value);
    }
    return narrow
        ? JSON.numberNode(Integer.toUnsignedLong((int) value))
        : JSON.numberNode(new BigInteger(Long.toUnsignedString(value)));
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  private static JsonNode moment(Instant instant, boolean isPointInTime) {
    return JSON.textNode(
        isPointInTime
            ? instant.toString()
            : instant.atZone(ZoneOffset.UTC).toLocalDateTime().toString());
  }

  /** A time as older programs wrote it: nanoseconds of a Julian day. */
  private static JsonNode int96(Binary bytes) {
    NanoTime time = NanoTime.fromBinary(bytes);
    LocalDate day = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, time.getJulianDay());
    return JSON.textNode(day.atStartOfDay().plusNanos(time.getTimeOfDayNanos()).toString());
  }

  private static JsonNode real(float value) {
    return Float.isFinite(value) ? JSON.numberNode(value) : notFinite(value);
  }

  private static JsonNode real(double value) {
    return Double.isFinite(value) ? JSON.numberNode(value) : notFinite(value);
  }

  private static JsonNode notFinite(double value) {
    return Double.isNaN(value) ? JSON.nullNode() : JSON.textNode(Double.toString(value));
  }

  private static JsonNode bytes(
      Binary binary, PrimitiveType type, @Nullable LogicalTypeAnnotation meaning) {
    byte[] bytes = binary.getBytes();
    if (meaning instanceof StringLogicalTypeAnnotation
        || meaning instanceof EnumLogicalTypeAnnotation
        || meaning instanceof JsonLogicalTypeAnnotation) {
      return JSON.textNode(text(bytes));
    }
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return JSON.numberNode(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
    }
    if (meaning instanceof UUIDLogicalTypeAnnotation) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return JSON.textNode(new UUID(buffer.getLong(), buffer.getLong()).toString());
    }
    if (meaning instanceof Float16LogicalTypeAnnotation) {
      return real(Float.parseFloat(type.stringifier().stringify(binary)));
    }
    return JSON.textNode(Base64.getEncoder().encodeToString(bytes));
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text that is not UTF-8", e);
    }
  }
}
