package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.values.Row;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Doc;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.evalbeam.data.Summary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a record's components in its schema, and what can't become anything. */
class RecordSchemasTest {

  /** One component of each kind. */
  public record Everything(
      @Doc("A text.") String text,
      int numLine,
      @Nullable Integer perhapsInt,
      long big,
      @Nullable Long perhapsLong,
      double real,
      @Nullable Double perhapsReal,
      boolean flag,
      @Nullable Boolean perhapsFlag,
      Status status,
      Inner inner,
      @Nullable Inner perhapsInner,
      List<@Nullable String> texts,
      @Nullable List<Status> statuses,
      Map<String, @Nullable Inner> inners,
      Map<Integer, List<Double>> lists) {}

  /** A record in a record. */
  public record Inner(@Nullable String note) {}

  private static final Everything FULL =
      new Everything(
          "",
          1,
          2,
          3L,
          4L,
          0.5,
          -0.0,
          true,
          false,
          Status.NOT_APPLICABLE,
          new Inner("note"),
          new Inner(null),
          List.of("a", "b"),
          List.of(Status.OK),
          Map.of("k", new Inner("v")),
          Map.of(3, List.of(1.5)));

  @Test
  void eachComponentBecomesAFieldInSnakeCase() {
    FieldType inner = FieldType.row(Schema.builder().addNullableStringField("note").build());

    assertThat(RecordSchemas.of(Everything.class))
        .isEqualTo(
            Schema.builder()
                .addField(Schema.Field.of("text", FieldType.STRING).withDescription("A text."))
                .addInt32Field("num_line")
                .addNullableInt32Field("perhaps_int")
                .addInt64Field("big")
                .addNullableInt64Field("perhaps_long")
                .addDoubleField("real")
                .addNullableDoubleField("perhaps_real")
                .addBooleanField("flag")
                .addNullableBooleanField("perhaps_flag")
                .addStringField("status")
                .addField("inner", inner)
                .addNullableField("perhaps_inner", inner)
                .addArrayField("texts", FieldType.STRING.withNullable(true))
                .addNullableArrayField("statuses", FieldType.STRING)
                .addMapField("inners", FieldType.STRING, inner.withNullable(true))
                .addMapField("lists", FieldType.INT32, FieldType.array(FieldType.DOUBLE))
                .build());
  }

  @ParameterizedTest
  @ValueSource(classes = {Answer.class, Observation.class, Summary.class})
  void everyColumnOfATableHasItsDocInTheSchema(Class<?> table) {
    assertThat(RecordSchemas.of(table).getFields())
        .allSatisfy(field -> assertThat(field.getDescription()).endsWith("."));
  }

  @Test
  void aRowHoldsEnumsInLowerCaseAndNestedRows() {
    Row row = RecordSchemas.toRow(FULL);

    assertThat(row.getString("status")).isEqualTo("not_applicable");
    assertThat(row.getArray("statuses")).containsExactly("ok");
    assertThat(row.getRow("inner").getString("note")).isEqualTo("note");
    assertThat(RecordSchemas.fromRow(row, Everything.class)).isEqualTo(FULL);
  }

  @Test
  void anUnknownEnumTextIsAnErrorThatNamesIt() {
    Row row = Row.withSchema(RecordSchemas.of(Graded.class)).addValue("splendid").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordSchemas.fromRow(row, Graded.class))
        .withMessageContaining("splendid")
        .withMessageContaining("Status");
  }

  /** An enum alone. */
  public record Graded(Status status) {}

  /** What the schemas don't know. */
  @SuppressWarnings({"ArrayRecordComponent", "rawtypes"})
  interface Unsupported {
    record OfInstant(Instant when) {}

    record OfOptional(Optional<String> perhaps) {}

    record OfSet(Set<String> set) {}

    record OfArray(String[] array) {}

    record OfGenericArray(List<String>[] array) {}

    record OfFloat(float real) {}

    record OfRawList(List raw) {}

    record OfWildcard(List<?> wild) {}

    record OfVariable<T>(T anything) {}

    record OfDeepList(Map<String, List<Instant>> deep) {}

    record OfEnumKeys(Map<Status, String> byStatus) {}

    record OfRealKeys(Map<Double, String> byReal) {}

    record OfNullableKeys(Map<@Nullable String, String> byPerhaps) {}
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Unsupported.OfInstant.class,
        Unsupported.OfOptional.class,
        Unsupported.OfSet.class,
        Unsupported.OfArray.class,
        Unsupported.OfGenericArray.class,
        Unsupported.OfFloat.class,
        Unsupported.OfRawList.class,
        Unsupported.OfWildcard.class,
        Unsupported.OfVariable.class,
        Unsupported.OfDeepList.class,
        Unsupported.OfEnumKeys.class,
        Unsupported.OfRealKeys.class,
        Unsupported.OfNullableKeys.class
      })
  void aTypeThatSchemasDoNotKnowIsAnErrorThatNamesTheComponent(Class<?> type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordSchemas.of(type))
        .withMessageContaining(type.getSimpleName() + "." + type.getRecordComponents()[0].getName())
        .withMessageContaining(type.getRecordComponents()[0].getGenericType().getTypeName());
  }

  /** Nulls are allowed nowhere. */
  public record Strict(
      String text, Inner inner, List<String> texts, Map<String, String> byName, Status status) {}

  @SuppressWarnings("NullAway")
  private static final List<String> WITH_NULL = Arrays.asList("a", null);

  @Test
  void aNullThatIsNotDeclaredIsAnErrorThatNamesTheComponent() {
    Inner inner = new Inner(null);
    Map<String, String> byName = Map.of();
    assertForbidden(strict(null, inner, List.of(), byName), "Strict.text");
    assertForbidden(strict("", null, List.of(), byName), "Strict.inner");
    assertForbidden(strict("", inner, null, byName), "Strict.texts");
    assertForbidden(strict("", inner, WITH_NULL, byName), "Strict.texts");
    assertForbidden(
        strict("", inner, List.of(), Collections.singletonMap("k", null)), "Strict.byName");
  }

  @SuppressWarnings("NullAway") // what the compiler forbids can come from code that it never saw
  private static Strict strict(
      @Nullable String text,
      @Nullable Inner inner,
      @Nullable List<String> texts,
      Map<String, String> byName) {
    return new Strict(text, inner, texts, byName, Status.OK);
  }

  private static void assertForbidden(Strict record, String component) {
    assertThatThrownBy(() -> RecordSchemas.toRow(record))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining(component);
  }
}
