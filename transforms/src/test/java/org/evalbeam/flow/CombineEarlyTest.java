package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Sum;
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
  void anOutputOfAnotherTypeThanTheValues() {
    List<KV<String, Long>> counted =
        TestPipelines.output(
            pipeline ->
                pipeline
                    .apply(Create.of(KV.of("a", 7), KV.of("a", 7), KV.of("b", 7)))
                    .apply(CombineEarly.perKey(Count.combineFn())));

    assertThat(counted).containsExactlyInAnyOrder(KV.of("a", 2L), KV.of("b", 1L));
  }

  private static Map<String, Integer> sums(List<KV<String, Integer>> values) {
    return TestPipelines.output(
            pipeline ->
                pipeline
                    .apply(
                        Create.of(values)
                            .withCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of())))
                    .apply(CombineEarly.perKey(Sum.ofIntegers())))
        .stream()
        .collect(Collectors.toMap(KV::getKey, KV::getValue));
  }
}
