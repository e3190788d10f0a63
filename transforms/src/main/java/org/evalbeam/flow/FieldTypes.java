package org.evalbeam.flow;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.jspecify.annotations.Nullable;

/** Which Beam field type a record's component has; the one list of what records may hold. */
final class FieldTypes {

  private static final Map<Type, FieldType> SCALARS =
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

  private static final Set<Type> KEYS = Set.of(String.class, Integer.class, Long.class);

  private final RecordComponent component;

  private FieldTypes(RecordComponent component) {
    this.component = component;
  }

  /**
   * The field type of a component.
   *
   * @throws IllegalArgumentException where there is none
   */
  static FieldType of(RecordComponent component) {
    return new FieldTypes(component).of(component.getAnnotatedType());
  }

  private FieldType of(AnnotatedType type) {
    FieldType plain =
        type instanceof AnnotatedParameterizedType container
            ? container(container)
            : plain(type.getType());
    return type.isAnnotationPresent(Nullable.class) ? plain.withNullable(true) : plain;
  }

  private FieldType container(AnnotatedParameterizedType type) {
    Type raw = ((ParameterizedType) type.getType()).getRawType();
    AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
    if (raw == List.class) {
      return FieldType.array(of(arguments[0]));
    }
    if (raw == Map.class
        && KEYS.contains(arguments[0].getType())
        && !arguments[0].isAnnotationPresent(Nullable.class)) {
      return FieldType.map(of(arguments[0]), of(arguments[1]));
    }
    throw unsupported();
  }

  private FieldType plain(Type type) {
    if (type instanceof Class<?> named && named.isRecord()) {
      return FieldType.row(RecordSchemas.of(named));
    }
    if (type instanceof Class<?> named && named.isEnum()) {
      return FieldType.STRING;
    }
    FieldType scalar = SCALARS.get(type);
    if (scalar == null) {
      throw unsupported();
    }
    return scalar;
  }

  private IllegalArgumentException unsupported() {
    return new IllegalArgumentException(
        ("%s.%s is a %s; records hold String, int, long, double, boolean, enums, records, List,"
                + " and Map from String, Integer or Long")
            .formatted(
                component.getDeclaringRecord().getSimpleName(),
                component.getName(),
                component.getGenericType().getTypeName()));
  }
}
