package org.evalbeam.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Quantiles, exact and from buckets. */
class DistributionTest {

  @Example
  void fewValuesHaveExactQuantiles() {
    Distribution ten = of(List.of(10.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0));

    assertThat(ten.quantile(0.25)).isCloseTo(3.25, within(1e-12));
    assertThat(ten.quantile(0.5)).isCloseTo(5.5, within(1e-12));
    assertThat(ten.quantile(0)).isEqualTo(1);
    assertThat(ten.quantile(1)).isEqualTo(10);
    assertThat(ten.isExact()).isTrue();
  }

  @Example
  void nothingHasNoQuantiles() {
    Distribution nothing = new Distribution();

    assertThat(nothing.quantile(0.5)).isNaN();
    assertThat(nothing.min()).isNaN();
    assertThat(nothing.max()).isNaN();
  }

  @Property(tries = 60)
  void quantilesOfManyValuesAreOffByTheStatedShareAtMost(
      @ForAll Random random, @ForAll @IntRange(min = 600, max = 3000) int count) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double magnitude = Math.exp(8 * random.nextGaussian());
      numbers.add(random.nextInt(4) == 0 ? -magnitude : magnitude);
    }
    Distribution sketch = of(numbers);
    Collections.sort(numbers);

    assertThat(sketch.isExact()).isFalse();
    for (int place = 0; place < count; place += 97) {
      double exact = numbers.get(place);
      assertThat(sketch.quantile(place / (count - 1.0)))
          .isCloseTo(exact, within(Distribution.ERROR * 1.0001 * Math.abs(exact)));
    }
    assertThat(sketch.min()).isEqualTo(numbers.get(0));
    assertThat(sketch.max()).isEqualTo(numbers.get(count - 1));
  }

  @Property(tries = 60)
  void anyOrderOfMergingGivesTheSameToTheBit(
      @ForAll Random random, @ForAll @IntRange(min = 0, max = 1500) int count) throws IOException {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(random.nextInt(5) == 0 ? 0.0 : (double) random.nextInt(1200) - 300);
    }
    List<Distribution> parts = new ArrayList<>();
    for (int from = 0; from < count; from += 200) {
      parts.add(of(numbers.subList(from, Math.min(count, from + 200))));
    }
    parts.add(new Distribution());
    while (parts.size() > 1) {
      Collections.shuffle(parts, random);
      Distribution merged = new Distribution();
      merged.merge(parts.remove(0));
      merged.merge(Distribution.read(in(bytes(parts.remove(0)))));
      parts.add(merged);
    }

    assertThat(bytes(parts.get(0))).isEqualTo(bytes(of(numbers)));
  }

  private static Distribution of(List<Double> numbers) {
    Distribution distribution = new Distribution();
    numbers.forEach(distribution::add);
    return distribution;
  }

  private static byte[] bytes(Distribution distribution) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    distribution.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
