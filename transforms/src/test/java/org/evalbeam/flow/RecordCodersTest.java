package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.data.Trial;
import org.evalbeam.stats.Outcome;
import org.evalbeam.stats.ScoreBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Beam's laws of coders, for everything that flows. */
class RecordCodersTest {

  private static final Row ROW =
      new Row(
          "d\u00e9",
          7,
          1,
          "c",
          Records.columns("query", "Wh\ud83d\ude00?", "empty", "", "no", null));
  private static final SuppliedOutput SUPPLIED =
      new SuppliedOutput("out", null, 0.25, 3L, null, 0L, List.of(), List.of("one", ""));

  static Stream<Object> records() {
    return Stream.of(
        ROW,
        Records.row(0, null),
        SUPPLIED,
        Records.supplied(null),
        new DatasetRow(ROW, Map.of()),
        new DatasetRow(ROW, Map.of("v1", SUPPLIED, "v2", Records.supplied(null))),
        new Trial("e", ROW, null),
        new Trial("e", ROW, SUPPLIED),
        new EvaluatedTrial(new Trial("e", ROW, null), Records.answer(ROW, "text"), List.of()),
        Records.failedAnswer(ROW, FailureReason.TIMEOUT),
        Records.score(2, 5, -0.0),
        Records.missing(2, 5, Status.UNPARSED),
        new CallsKey("d", "v", "m"),
        new BlockKey("d", "m", -3),
        new ScoreBlock.Entry(3, "c", 1, 2, 0, Outcome.SCORED, 0.5),
        CallFigures.of(Records.answer(ROW, "text")));
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatIsDecodedEqualsWhatWasEncoded(Object record) throws Exception {
    CoderProperties.coderDecodeEncodeEqual(coderOf(record), record);
  }

  @ParameterizedTest
  @MethodSource("records")
  void aCoderThatTravelsToAWorkerStaysEqual(Object record) throws Exception {
    CoderProperties.coderSerializable(coderOf(record));
  }

  /** Runners refuse to flatten collections whose coders differ. */
  @ParameterizedTest
  @MethodSource("records")
  void twoCodersOfOneClassAreEqual(Object record) throws Exception {
    assertThat(coderOf(record)).isEqualTo(coderOf(record)).hasSameHashCodeAs(coderOf(record));
  }

  @Test
  void codersOfDifferentClassesAreNotEqual() throws Exception {
    assertThat(coderOf(SUPPLIED)).isNotEqualTo(coderOf(ROW));
  }

  @Test
  void aKeyOfGroupsIsDeterministic() throws Exception {
    Coder<CallsKey> coder = coder(CallsKey.class);

    coder.verifyDeterministic();
    CoderProperties.coderDeterministic(
        coder, new CallsKey("d", "v", "m"), new CallsKey("d", "v", "m"));
  }

  @ParameterizedTest
  @FieldSource("NO_KEYS")
  void recordsWithMapsOrRealNumbersAreRefusedAsKeys(Class<?> type) {
    assertThatThrownBy(() -> coder(type).verifyDeterministic())
        .isInstanceOf(NonDeterministicException.class);
  }

  static final List<Class<?>> NO_KEYS = List.of(Row.class, SuppliedOutput.class);

  @Test
  void beamFindsTheCodersForBothHalvesOfAPair() throws Exception {
    Coder<KV<CallsKey, Trial>> coder =
        CoderRegistry.createDefault().getCoder(new TypeDescriptor<KV<CallsKey, Trial>>() {});

    CoderProperties.coderDecodeEncodeEqual(
        coder, KV.of(new CallsKey("d", "v", "m"), new Trial("e", ROW, SUPPLIED)));
  }

  @Test
  void onlyRecordsGetTheseCoders() {
    assertThatThrownBy(
            () -> new RecordCoders().coderFor(TypeDescriptor.of(Thread.class), List.of()))
        .isInstanceOf(CannotProvideCoderException.class)
        .hasMessageContaining("Thread");
  }

  @SuppressWarnings("unchecked") // the coder of an object's own class
  private static Coder<Object> coderOf(Object record) throws CannotProvideCoderException {
    return (Coder<Object>) coder(record.getClass());
  }

  private static <T> Coder<T> coder(Class<T> type) throws CannotProvideCoderException {
    return CoderRegistry.createDefault().getCoder(type);
  }
}
