package org.evalbeam.flow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Turns objects of one record class into Beam rows and back; made once per class, since looking a
 * record's components up costs far more than reading them.
 */
final class RecordMapper {

  private static final ClassValue<RecordMapper> MAPPERS =
      new ClassValue<>() {
        @Override
        protected RecordMapper computeValue(Class<?> type) {
          return new RecordMapper(type);
        }
      };

  private final Schema schema;
  private final MethodHandle constructor;
  private final List<Component> components = new ArrayList<>();

  static RecordMapper of(Class<?> type) {
    return MAPPERS.get(type);
  }

  private RecordMapper(Class<?> type) {
    this.schema = RecordSchemas.of(type);
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      this.constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      for (RecordComponent part : parts) {
        components.add(
            new Component(
                lookup
                    .unreflect(part.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class)),
                toField(part.getGenericType()),
                fromField(part.getGenericType())));
      }
    } catch (IllegalAccessException | NoSuchMethodException e) {
      throw new IllegalArgumentException("not a public record: " + type, e);
    }
  }

  Row toRow(Object record) {
    Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = components.get(i).read(record);
    }
    return Row.withSchema(schema).attachValues(values);
  }

  Object fromRow(Row row) {
    Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Object field = row.getValue(i);
      values[i] = field == null ? null : components.get(i).fromField.apply(field);
    }
    return call(constructor, values);
  }

  private static Object call(MethodHandle handle, Object argument) {
    try {
      return argument instanceof Object[] spread
          ? (Object) handle.invokeExact(spread)
          : (Object) handle.invokeExact(argument);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable checked) {
      throw new IllegalStateException("record constructors and accessors throw none", checked);
    }
  }

  /** One component: how it is read, and its value turned into the row's and back. */
  private record Component(
      MethodHandle accessor, UnaryOperator<Object> toField, UnaryOperator<Object> fromField) {

    @Nullable Object read(Object record) {
      Object value = call(accessor, record);
      return value == null ? null : toField.apply(value);
    }
  }

  private static UnaryOperator<Object> toField(Type type) {
    if (type instanceof Class<?> plain) {
      if (plain.isEnum()) {
        return value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT);
      }
      return plain.isRecord() ? value -> of(plain).toRow(value) : value -> value;
    }
    return inner(type, toField(lastArgument(type)));
  }

  private static UnaryOperator<Object> fromField(Type type) {
    if (type instanceof Class<?> plain) {
      if (plain.isEnum()) {
        return value -> constant(plain, (String) value);
      }
      return plain.isRecord() ? value -> of(plain).fromRow((Row) value) : value -> value;
    }
    return inner(type, fromField(lastArgument(type)));
  }

  private static Type lastArgument(Type type) {
    Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
    return arguments[arguments.length - 1];
  }

  private static Object constant(Class<?> type, String field) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(field)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("no " + type.getSimpleName() + " is called " + field);
  }

  /** Applies a mapping to what a list or a map holds. */
  private static UnaryOperator<Object> inner(Type container, UnaryOperator<Object> mapping) {
    return ((ParameterizedType) container).getRawType() == Map.class
        ? map -> mapped((Map<?, ?>) map, mapping)
        : list -> mapped((Iterable<?>) list, mapping);
  }

  private static List<@Nullable Object> mapped(Iterable<?> list, UnaryOperator<Object> mapping) {
    List<@Nullable Object> mapped = new ArrayList<>();
    list.forEach(item -> mapped.add(item == null ? null : mapping.apply(item)));
    return mapped;
  }

  private static Map<Object, @Nullable Object> mapped(
      Map<?, ?> map, UnaryOperator<Object> mapping) {
    Map<Object, @Nullable Object> mapped = new LinkedHashMap<>();
    map.forEach((key, item) -> mapped.put(key, item == null ? null : mapping.apply(item)));
    return mapped;
  }
}
