package org.evalbeam.flow;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Turns the value of one record component into a row's field and back. Null passes where the type
 * is declared {@link Nullable}; elsewhere it is an error that names the component, for a coder
 * would only notice when it is too late to tell whose null it was.
 *
 * @param toField component to field
 * @param fromField field to component
 */
record FieldMapping(
    UnaryOperator<@Nullable Object> toField, UnaryOperator<@Nullable Object> fromField) {

  private static final FieldMapping AS_IT_IS =
      new FieldMapping(UnaryOperator.identity(), UnaryOperator.identity());

  /** The mapping of a component; its type is one that {@link FieldTypes} knows. */
  static FieldMapping of(RecordComponent component) {
    String name = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    return of(component.getAnnotatedType(), name);
  }

  private static FieldMapping of(AnnotatedType type, String component) {
    FieldMapping mapping =
        type instanceof AnnotatedParameterizedType container
            ? container(container, component)
            : plain((Class<?>) type.getType());
    boolean nullable = type.isAnnotationPresent(Nullable.class);
    if (nullable && mapping.equals(AS_IT_IS)) {
      return AS_IT_IS;
    }
    return new FieldMapping(
        checked(mapping.toField, nullable, component),
        checked(mapping.fromField, nullable, component));
  }

  private static UnaryOperator<@Nullable Object> checked(
      UnaryOperator<@Nullable Object> mapping, boolean nullable, String component) {
    if (nullable) {
      return value -> value == null ? null : mapping.apply(value);
    }
    return value -> {
      if (value == null) {
        throw new NullPointerException(component + " holds a null, but is not declared @Nullable");
      }
      return mapping.apply(value);
    };
  }

  private static FieldMapping plain(Class<?> type) {
    if (type.isEnum()) {
      return constants(type);
    }
    return type.isRecord()
        ? new FieldMapping(
            value -> RecordMapper.of(type).toRow(requireNonNull(value)),
            value -> RecordMapper.of(type).fromRow((Row) requireNonNull(value)))
        : AS_IT_IS;
  }

  /** Constants become their names in lower case. */
  private static FieldMapping constants(Class<?> type) {
    Map<Object, String> names = new HashMap<>();
    Map<String, Object> constants = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
      names.put(constant, name);
      constants.put(name, constant);
    }
    return new FieldMapping(
        names::get,
        name -> {
          Object constant = constants.get(name);
          if (constant == null) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " is called " + name);
          }
          return constant;
        });
  }

  /** Maps what a list or a map holds; keys stay as they are. */
  private static FieldMapping container(AnnotatedParameterizedType type, String component) {
    AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
    FieldMapping item = of(arguments[arguments.length - 1], component);
    return ((ParameterizedType) type.getType()).getRawType() == Map.class
        ? new FieldMapping(
            map -> mapped((Map<?, ?>) map, item.toField),
            map -> mapped((Map<?, ?>) map, item.fromField))
        : new FieldMapping(
            list -> mapped((Iterable<?>) list, item.toField),
            list -> mapped((Iterable<?>) list, item.fromField));
  }

  private static List<@Nullable Object> mapped(
      @Nullable Iterable<?> list, UnaryOperator<@Nullable Object> mapping) {
    List<@Nullable Object> mapped = new ArrayList<>();
    requireNonNull(list).forEach(item -> mapped.add(mapping.apply(item)));
    return mapped;
  }

  private static Map<Object, @Nullable Object> mapped(
      @Nullable Map<?, ?> map, UnaryOperator<@Nullable Object> mapping) {
    Map<Object, @Nullable Object> mapped = new LinkedHashMap<>();
    requireNonNull(map).forEach((key, item) -> mapped.put(key, mapping.apply(item)));
    return mapped;
  }
}
