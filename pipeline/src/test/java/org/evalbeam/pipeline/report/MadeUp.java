package org.evalbeam.pipeline.report;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.evalbeam.flow.RecordSchemas;
import org.jspecify.annotations.Nullable;

/** Makes rows of a table with a few columns set; the others are null, 0 or empty. */
public final class MadeUp<T> {

  private final List<String> names;
  private final @Nullable Object[] blanks;
  private final Constructor<T> constructor;

  private MadeUp(Class<T> type) throws NoSuchMethodException {
    RecordComponent[] components = type.getRecordComponents();
    List<Field> columns = RecordSchemas.of(type).getFields();
    this.names = Arrays.stream(components).map(RecordComponent::getName).toList();
    this.blanks = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      blanks[i] = columns.get(i).getType().getNullable() ? null : blank(components[i].getType());
    }
    this.constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
  }

  public static <T> MadeUp<T> of(Class<T> type) {
    try {
      return new MadeUp<>(type);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("no record: " + type, e);
    }
  }

  /** A row with these components set. */
  public T row(Map<String, ?> set) {
    @Nullable Object[] values = blanks.clone();
    set.forEach(
        (name, value) -> {
          int place = names.indexOf(name);
          if (place < 0) {
            throw new IllegalArgumentException("no such column: " + name);
          }
          values[place] = value;
        });
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Object blank(Class<?> type) {
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    if (type == double.class) {
      return 0.0;
    }
    if (type == boolean.class) {
      return false;
    }
    return type == List.class ? List.of() : "";
  }
}
