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
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

/** Combining within bundles first gives what combining gives. */
class CombineEarlyTest {

  @Test
  void eachKeyHasTheSumOfItsValues() {
    assertThat(sums(IntStream.rangeClosed(1, 100).mapToObj(i -> KV.of("k" + i % 3, i)).toList()))
        .containsExactlyInAnyOrderEntriesOf(Map.of("k0", 1683, "k1", 1717, "k2", 1650));
  }

  @Test
  void aBundleOfMoreThanFitsIsCombinedInParts() {
    List<KV<String, Integer>> many =
        IntStream.range(0, 250_001).mapToObj(i -> KV.of(i % 2 == 0 ? "even" : "odd", 1)).toList();

    assertThat(sums(many))
        .containsExactlyInAnyOrderEntriesOf(Map.of("even", 125_001, "odd", 125_000));
  }

  @Test
  void noValuesGiveNothing() {
    assertThat(sums(List.of())).isEmpty();
  }

  @Test
  void anOutputOfAnotherTypeThanWhatIsCombined() {
    List<KV<Word, String>> longest =
        TestPipelines.output(
            pipeline ->
                pipeline
                    .apply(Create.of("one", "three", "eleven"))
                    .apply(
                        CombineEarly.of(Word.class, CombineEarlyTest::letters, new HighestFn())));

    assertThat(longest)
        .containsExactlyInAnyOrder(
            KV.of(new Word("one"), "most 111"),
            KV.of(new Word("three"), "most 116"),
            KV.of(new Word("eleven"), "most 118"));
  }

  /** An element may hold several values, also of one key, or none. */
  private static void letters(String word, BiConsumer<Word, Integer> letters) {
    word.chars().forEach(letter -> letters.accept(new Word(word), letter));
  }

  private static Map<String, Integer> sums(List<KV<String, Integer>> values) {
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

  private static final class SumFn extends CodedFn<Integer, Integer, Integer> {

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
    public Integer extractOutput(Integer sum) {
      return sum;
    }

    @Override
    Coder<Integer> gathered() {
      return VarIntCoder.of();
    }

    @Override
    Coder<Integer> combined() {
      return VarIntCoder.of();
    }
  }

  private static final class HighestFn extends CodedFn<Integer, Integer, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public Integer createAccumulator() {
      return 0;
    }

    @Override
    public Integer addInput(Integer highest, Integer value) {
      return Math.max(highest, value);
    }

    @Override
    public Integer mergeAccumulators(Iterable<Integer> parts) {
      int highest = 0;
      for (int part : parts) {
        highest = Math.max(highest, part);
      }
      return highest;
    }

    @Override
    public String extractOutput(Integer highest) {
      return "most " + highest;
    }

    @Override
    Coder<Integer> gathered() {
      return VarIntCoder.of();
    }

    @Override
    Coder<String> combined() {
      return StringUtf8Coder.of();
    }
  }
}
