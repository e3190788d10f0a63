package org.evalbeam.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** Worked numbers and the laws of a mergeable summary. */
class MomentsTest {

  private static final double TOLERANCE = 1e-12;

  @Example
  void mergesTheWorkedExample() {
    Moments merged = of(List.of(2.0, 4.0, 4.0)).merge(of(List.of(10.0, 6.0)));

    assertThat(merged.count()).isEqualTo(5);
    assertThat(merged.mean()).isCloseTo(5.2, within(TOLERANCE));
    assertThat(merged.m2()).isCloseTo(36.8, within(TOLERANCE));
    assertThat(merged.m3()).isCloseTo(74.88, within(TOLERANCE));
    assertThat(merged.variance()).isCloseTo(9.2, within(TOLERANCE));
  }

  @Example
  void fewerThanTwoNumbersHaveNoVariance() {
    assertThat(Moments.NONE.variance()).isNaN();
    assertThat(Moments.of(3).variance()).isNaN();
    assertThat(of(List.of(3.0, 3.0)).variance()).isZero();
  }

  @Example
  void skewnessIsThatOfTheThirdPower() {
    assertThat(of(List.of(2.0, 4.0, 4.0, 10.0, 6.0)).skewness())
        .isCloseTo(Math.sqrt(5) * 74.88 / Math.pow(36.8, 1.5), within(TOLERANCE));
    assertThat(of(List.of(3.0, 3.0)).skewness()).isNaN();
  }

  @Example
  void whatDiffersByRoundingOnlyHasNoShape() {
    double third = 0.7 * 3 / 3;
    assertThat(third).isNotEqualTo(0.7);
    assertThat(of(List.of(0.7, 0.7, third, 0.7, third)).skewness()).isNaN();
  }

  @Example
  void aSmallSpreadFarFromZeroIsNotLost() {
    Moments far = of(List.of(1e9 + 4, 1e9 + 7)).merge(of(List.of(1e9 + 13, 1e9 + 16)));

    assertThat(far.variance()).isCloseTo(30, within(1e-6));
  }

  @Property
  void agreesWithTwoPasses(@ForAll("numbers") List<Double> numbers) {
    double mean = numbers.stream().mapToDouble(x -> x).average().orElse(0);
    double m2 = numbers.stream().mapToDouble(x -> Math.pow(x - mean, 2)).sum();
    double m3 = numbers.stream().mapToDouble(x -> Math.pow(x - mean, 3)).sum();

    assertSame(of(numbers), new Moments(numbers.size(), mean, m2, m3), scale(numbers));
  }

  @Property
  void anySplitAndOrderOfMergingGivesTheSame(
      @ForAll("numbers") List<Double> numbers, @ForAll Random random) {
    List<Moments> parts = new ArrayList<>(numbers.stream().map(Moments::of).toList());
    parts.add(Moments.NONE);
    while (parts.size() > 1) {
      Collections.shuffle(parts, random);
      parts.add(parts.remove(0).merge(parts.remove(0)));
    }

    assertSame(parts.get(0), of(numbers), scale(numbers));
  }

  @Property
  void noNumbersAreNeutralOnBothSides(@ForAll("numbers") List<Double> numbers) {
    Moments some = of(numbers);

    assertThat(some.merge(Moments.NONE)).isEqualTo(some);
    assertThat(Moments.NONE.merge(some)).isEqualTo(some);
  }

  @Property
  void shiftingMovesTheMeanOnly(
      @ForAll("numbers") @Size(min = 1, max = 60) List<Double> numbers,
      @ForAll @DoubleRange(min = -100, max = 100) double shift) {
    Moments plain = of(numbers);
    List<Double> shifted = numbers.stream().map(x -> x + shift).toList();

    assertSame(
        of(shifted),
        new Moments(plain.count(), plain.mean() + shift, plain.m2(), plain.m3()),
        Math.max(scale(numbers), scale(shifted)));
  }

  @Property
  void scalingMultipliesTheMeanAndTheSquare(
      @ForAll("numbers") List<Double> numbers,
      @ForAll @DoubleRange(min = -10, max = 10) double factor) {
    Moments plain = of(numbers);
    List<Double> scaled = numbers.stream().map(x -> x * factor).toList();

    assertSame(
        of(scaled),
        new Moments(
            plain.count(),
            plain.mean() * factor,
            plain.m2() * factor * factor,
            plain.m3() * factor * factor * factor),
        Math.max(scale(numbers), scale(scaled)));
  }

  @Provide
  static Arbitrary<List<Double>> numbers() {
    return Arbitraries.doubles().between(-1000, 1000).list().ofMaxSize(60);
  }

  private static Moments of(List<Double> numbers) {
    Moments moments = Moments.NONE;
    for (double x : numbers) {
      moments = moments.plus(x);
    }
    return moments;
  }

  /** Equal up to rounding, relative to the numbers that went in: figures may cancel out. */
  private static void assertSame(Moments actual, Moments expected, double scale) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.mean()).isCloseTo(expected.mean(), within(TOLERANCE * scale));
    assertThat(actual.m2())
        .isCloseTo(expected.m2(), within(TOLERANCE * scale * scale * (1 + expected.count())));
    assertThat(actual.m3())
        .isCloseTo(
            expected.m3(), within(10 * TOLERANCE * scale * scale * scale * (1 + expected.count())));
  }

  private static double scale(List<Double> numbers) {
    return numbers.stream().mapToDouble(Math::abs).max().orElse(1) + Double.MIN_NORMAL;
  }
}
