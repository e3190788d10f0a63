package org.evalbeam.flow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** One component: how it is read, and its value turned into the row's and back. */
  private record Component(MethodHandle accessor, FieldMapping mapping) {}

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
        MethodHandle accessor =
            lookup
                .unreflect(part.getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
        components.add(new Component(accessor, FieldMapping.of(part)));
      }
    } catch (IllegalAccessException | NoSuchMethodException e) {
      throw new IllegalArgumentException("not a public record: " + type, e);
    }
  }

  /** The record as a row; a null where none is declared is a {@link NullPointerException}. */
  Row toRow(Object record) {
    @Nullable Object[] values = new @Nullable Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Component component = components.get(i);
      values[i] = component.mapping.toField().apply(call(component.accessor, record));
    }
    return Row.withSchema(schema).attachValues(values);
  }

  Object fromRow(Row row) {
    @Nullable Object[] values = new @Nullable Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = components.get(i).mapping.fromField().apply(row.getValue(i));
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
}
