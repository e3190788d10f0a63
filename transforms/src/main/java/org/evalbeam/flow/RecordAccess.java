package org.evalbeam.flow;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes records of one class apart and puts them together; made once per class. Each accessor is a
 * class of its own, as a lambda is: a method handle in a field is several times slower where the
 * optimizing compiler is left out.
 */
final class RecordAccess {

  private static final ClassValue<RecordAccess> OF_CLASSES =
      new ClassValue<>() {
        @Override
        protected RecordAccess computeValue(Class<?> type) {
          return new RecordAccess(type);
        }
      };

  private final List<RecordComponent> components;
  private final List<Function<Object, @Nullable Object>> accessors;
  private final Constructor<?> constructor;

  private RecordAccess(Class<?> type) {
    this.components = List.of(type.getRecordComponents());
    try {
      this.constructor =
          type.getConstructor(
              components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
      this.accessors = components.stream().map(RecordAccess::accessor).toList();
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("not a public record: " + type, e);
    }
  }

  /**
   * Of a record class.
   *
   * @throws IllegalArgumentException where it is not public
   */
  static RecordAccess of(Class<?> type) {
    return OF_CLASSES.get(type);
  }

  @SuppressWarnings("unchecked") // the call site makes what it is asked for
  private static Function<Object, @Nullable Object> accessor(RecordComponent component) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      MethodHandle accessor = lookup.unreflect(component.getAccessor());
      MethodType boxed = accessor.type().wrap();
      return (Function<Object, @Nullable Object>)
          LambdaMetafactory.metafactory(
                  lookup,
                  "apply",
                  MethodType.methodType(Function.class),
                  MethodType.methodType(Object.class, Object.class),
                  accessor,
                  boxed)
              .getTarget()
              .invokeExact();
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          "not a public record: " + component.getDeclaringRecord(), e);
    } catch (Throwable e) {
      throw new IllegalStateException("no lambda for " + component, e);
    }
  }

  /** The components, in their order. */
  List<RecordComponent> components() {
    return components;
  }

  /** The component's value, boxed. */
  @Nullable Object value(Object record, int component) {
    return accessors.get(component).apply(record);
  }

  /** The record of these values. */
  Object create(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException("no record of " + Arrays.toString(values), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("public constructors of classes can be called", e);
    }
  }
}
