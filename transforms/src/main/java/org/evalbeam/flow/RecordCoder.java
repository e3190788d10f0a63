package org.evalbeam.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Writes records component after component, each by Beam's own coder of its type. By way of Beam's
 * rows it takes three times as long, and where no call is made, coding is most of what a trial
 * costs (docs/performance.md). Records hold what {@link FieldTypes} lists; a map's order is not
 * kept.
 *
 * @param <T> a record; coders of the same class are equal
 */
final class RecordCoder<T> extends CustomCoder<T> {

  private static final long serialVersionUID = 1L;

  private static final Map<Class<?>, Coder<?>> SCALARS =
      Map.of(
          String.class, StringUtf8Coder.of(),
          int.class, VarIntCoder.of(),
          Integer.class, VarIntCoder.of(),
          long.class, VarLongCoder.of(),
          Long.class, VarLongCoder.of(),
          double.class, DoubleCoder.of(),
          Double.class, DoubleCoder.of(),
          boolean.class, BooleanCoder.of(),
          Boolean.class, BooleanCoder.of());

  private static final ClassValue<List<Coder<@Nullable Object>>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Coder<@Nullable Object>> computeValue(Class<?> type) {
          return RecordAccess.of(type).components().stream().map(RecordCoder::component).toList();
        }
      };

  private final Class<T> type;
  private transient volatile @Nullable List<Coder<@Nullable Object>> components;

  private RecordCoder(Class<T> type) {
    this.type = type;
  }

  /**
   * The coder of a record class.
   *
   * @throws IllegalArgumentException that names the component, where one is of a type that records
   *     can't hold
   */
  static <T> RecordCoder<T> of(Class<T> type) {
    RecordSchemas.of(type);
    return new RecordCoder<>(type);
  }

  @SuppressWarnings("unchecked") // the coder of a component takes what its accessor gives
  private static Coder<@Nullable Object> component(RecordComponent component) {
    return (Coder<@Nullable Object>) coder(component.getAnnotatedType());
  }

  private static Coder<?> coder(AnnotatedType type) {
    Coder<?> coder =
        type instanceof AnnotatedParameterizedType container
            ? container(container)
            : plain((Class<?>) type.getType());
    return type.isAnnotationPresent(Nullable.class) ? NullableCoder.of(coder) : coder;
  }

  private static Coder<?> container(AnnotatedParameterizedType type) {
    AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
    return ((ParameterizedType) type.getType()).getRawType() == Map.class
        ? MapCoder.of(coder(arguments[0]), coder(arguments[1]))
        : ListCoder.of(coder(arguments[0]));
  }

  private static Coder<?> plain(Class<?> type) {
    Coder<?> scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar;
    }
    return type.isEnum() ? new OfEnum(type) : new RecordCoder<>(type);
  }

  private List<Coder<@Nullable Object>> components() {
    List<Coder<@Nullable Object>> known = components;
    if (known == null) {
      known = COMPONENTS.get(type);
      components = known;
    }
    return known;
  }

  @Override
  public void encode(T record, OutputStream out) throws IOException {
    List<Coder<@Nullable Object>> coders = components();
    RecordAccess access = RecordAccess.of(type);
    for (int i = 0; i < coders.size(); i++) {
      try {
        coders.get(i).encode(access.value(record, i), out);
      } catch (CoderException | NullPointerException e) {
        throw new CoderException(
            "%s.%s can't be encoded: %s"
                .formatted(
                    type.getSimpleName(), access.components().get(i).getName(), e.getMessage()),
            e);
      }
    }
  }

  @Override
  public T decode(InputStream in) throws IOException {
    List<Coder<@Nullable Object>> coders = components();
    @Nullable Object[] values = new @Nullable Object[coders.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = coders.get(i).decode(in);
    }
    return type.cast(RecordAccess.of(type).create(values));
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    for (Coder<?> component : components()) {
      verifyDeterministic(this, "a component is not coded the same each time", component);
    }
  }

  @Override
  public boolean consistentWithEquals() {
    return components().stream().allMatch(Coder::consistentWithEquals);
  }

  @Override
  public TypeDescriptor<T> getEncodedTypeDescriptor() {
    return TypeDescriptor.of(type);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordCoder<?> coder && coder.type == type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return "RecordCoder(" + type.getSimpleName() + ")";
  }

  /** Writes a constant's number, for all workers of a run have the same classes. */
  private static final class OfEnum extends CustomCoder<Enum<?>> {

    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private transient volatile Enum<?> @Nullable [] constants;

    OfEnum(Class<?> type) {
      this.type = type;
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // what is coded does not outlive the run
    public void encode(Enum<?> value, OutputStream out) throws IOException {
      VarInt.encode(value.ordinal(), out);
    }

    @Override
    public Enum<?> decode(InputStream in) throws IOException {
      Enum<?>[] known = constants;
      if (known == null) {
        known = (Enum<?>[]) type.getEnumConstants();
        constants = known;
      }
      return known[VarInt.decodeInt(in)];
    }

    @Override
    public void verifyDeterministic() {}

    @Override
    public boolean consistentWithEquals() {
      return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfEnum coder && coder.type == type;
    }

    @Override
    public int hashCode() {
      return type.hashCode();
    }
  }
}
