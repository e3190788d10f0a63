package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

/** Combining within bundles first gives what combining gives. */
class CombineEarlyTest {

  @Test
  void eachKeyHasTheSumOfItsValues() {
    assertThat(sums(IntStream.rangeClosed(1, 100).mapToObj(i -> KV.of("k" + i % 3, i)).toList()))
        .containsExactlyInAnyOrderEntriesOf(Map.of("k0", 1683L, "k1", 1717L, "k2", 1650L));
  }

  @Test
  void aBundleOfMoreThanFitsIsCombinedInParts() {
    List<KV<String, Integer>> many =
        IntStream.range(0, 250_001).mapToObj(i -> KV.of(i % 2 == 0 ? "even" : "odd", 1)).toList();

    assertThat(sums(many))
        .containsExactlyInAnyOrderEntriesOf(Map.of("even", 125_001L, "odd", 125_000L));
  }

  @Test
  void noValuesGiveNothing() {
    assertThat(sums(List.of())).isEmpty();
  }

  @Test
  void anElementMayHoldSeveralValuesOrNone() {
    List<KV<Word, Long>> letters =
        TestPipelines.output(
            pipeline ->
                pipeline
                    .apply(Create.of("no", "on", ""))
                    .apply(CombineEarly.of(Word.class, CombineEarlyTest::letters, new SumFn())));

    assertThat(letters)
        .containsExactlyInAnyOrder(KV.of(new Word("n"), 2L), KV.of(new Word("o"), 2L));
  }

  private static void letters(String word, BiConsumer<Word, Integer> letters) {
    word.chars().forEach(letter -> letters.accept(new Word(Character.toString(letter)), 1));
  }

  private static Map<String, Long> sums(List<KV<String, Integer>> values) {
    return TestPipelines.output(
            pipeline ->
                pipeline
                    .apply(
                        Create.of(values)
                            .withCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of())))
                    .apply(
                        CombineEarly.of(
                            Word.class,
                            (value, into) ->
                                into.accept(new Word(value.getKey()), value.getValue()),
                            new SumFn())))
        .stream()
        .collect(Collectors.toMap(sum -> sum.getKey().text(), KV::getValue));
  }

  /**
   * A key.
   *
   * @param text its text
   */
  public record Word(String text) {}

  /** What comes out is of another type than what goes in. */
  private static final class SumFn extends CodedFn<Integer, Integer, Long> {

    private static final long serialVersionUID = 1L;

    @Override
    public Integer createAccumulator() {
      return 0;
    }

    @Override
    public Integer addInput(Integer sum, Integer value) {
      return sum + value;
    }

    @Override
    public Integer mergeAccumulators(Iterable<Integer> sums) {
      int sum = 0;
      for (int part : sums) {
        sum += part;
      }
      return sum;
    }

    @Override
    public Long extractOutput(Integer sum) {
      return sum.longValue();
    }

    @Override
    Coder<Integer> gathered() {
      return VarIntCoder.of();
    }

    @Override
    Coder<Long> combined() {
      return VarLongCoder.of();
    }
  }
}
