package org.evalbeam.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;

/** What must not change the figures: the order of merging, and where scores have their zero. */
class TallyLawsTest {

  private static final double TOLERANCE = 1e-10;

  @Property(tries = 300)
  void theOrderOfObservationsInABlockIsNothing(
      @ForAll("tables") List<ScoreBlock.Entry> entries, @ForAll Random random) throws IOException {
    List<ScoreBlock> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      parts.add(new ScoreBlock());
    }
    List<ScoreBlock.Entry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(entry -> parts.get(random.nextInt(parts.size())).add(entry));
    ScoreBlock merged = new ScoreBlock();
    for (ScoreBlock part : parts) {
      merged.merge(ScoreBlock.read(in(bytes(part::write))));
    }

    assertThat(bytes(merged.tally()::write))
        .as("to the bit")
        .isEqualTo(bytes(Scores.tally(entries)::write));
  }

  /** Any way to cut a table along its clusters into blocks, and to merge these. */
  @Property(tries = 300)
  void blocksMayBeCutAndMergedInAnyWay(
      @ForAll("tables") List<ScoreBlock.Entry> entries, @ForAll Random random) throws IOException {
    int parts = 5;
    long salt = random.nextLong();
    List<MetricTally> tallies = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int kept = part;
      tallies.add(
          Scores.tally(
              entries.stream()
                  .filter(entry -> Math.floorMod(unit(entry).hashCode() * salt, parts) == kept)
                  .toList()));
    }
    tallies.add(new MetricTally());
    while (tallies.size() > 1) {
      Collections.shuffle(tallies, random);
      MetricTally merged = new MetricTally();
      merged.merge(tallies.remove(0));
      merged.merge(MetricTally.read(in(bytes(tallies.remove(0)::write))));
      tallies.add(merged);
    }

    assertSame(figures(tallies.get(0)), figures(Scores.tally(entries)));
  }

  private static String unit(ScoreBlock.Entry entry) {
    return entry.cluster() == null ? "row " + entry.row() : String.valueOf(entry.cluster());
  }

  @Property(tries = 200)
  void shiftedScoresHaveTheSameSpread(
      @ForAll("tables") List<ScoreBlock.Entry> entries,
      @ForAll @DoubleRange(min = -100, max = 100) double shift) {
    MetricTally plain = Scores.tally(entries);
    MetricTally shifted = Scores.tally(changed(entries, 1, shift));

    assertSame(spreads(shifted, 1), spreads(plain, 1));
    assertSame(means(shifted, 1), means(plain, 1).map(mean -> mean + shift));
  }

  @Property(tries = 200)
  void scaledScoresHaveScaledSpread(
      @ForAll("tables") List<ScoreBlock.Entry> entries,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
    MetricTally plain = Scores.tally(entries);
    MetricTally scaled = Scores.tally(changed(entries, factor, 0));

    assertSame(spreads(scaled, factor), spreads(plain, 1));
    assertSame(means(scaled, factor), means(plain, 1));
  }

  @Provide
  static Arbitrary<List<ScoreBlock.Entry>> tables() {
    Arbitrary<Outcome> outcome =
        Arbitraries.frequency(
            Tuple.of(6, Outcome.SCORED),
            Tuple.of(1, Outcome.FAILED),
            Tuple.of(1, Outcome.NOT_APPLICABLE));
    Arbitrary<ScoreBlock.Entry> cell =
        Combinators.combine(
                Arbitraries.integers().between(0, 24),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 1),
                outcome,
                Arbitraries.doubles().between(0, 10))
            .as(
                (row, variant, repeat, word, how, score) ->
                    new ScoreBlock.Entry(
                        row,
                        row < 8 ? null : "c" + row % 5,
                        variant,
                        repeat,
                        word,
                        how,
                        how == Outcome.SCORED ? score : 0));
    return cell.list()
        .ofMaxSize(120)
        .uniqueElements(e -> List.of(e.row(), e.variant(), e.repeat(), e.judgeRepeat()));
  }

  private static List<ScoreBlock.Entry> changed(
      List<ScoreBlock.Entry> entries, double factor, double shift) {
    return entries.stream()
        .map(
            e ->
                new ScoreBlock.Entry(
                    e.row(),
                    e.cluster(),
                    e.variant(),
                    e.repeat(),
                    e.judgeRepeat(),
                    e.outcome(),
                    e.outcome() == Outcome.SCORED ? e.score() * factor + shift : 0))
        .toList();
  }

  private static Stream<VariantTally> variants(MetricTally tally) {
    return IntStream.range(0, tally.variants())
        .filter(number -> tally.variant(number) != null)
        .mapToObj(number -> Scores.variant(tally, number));
  }

  private static Stream<PairTally> pairs(MetricTally tally) {
    List<PairTally> pairs = new ArrayList<>();
    for (int second = 0; second < tally.variants(); second++) {
      for (int first = 0; first < second; first++) {
        PairTally pair = tally.pair(first, second);
        if (pair != null && pair.differences().rows() > 0) {
          pairs.add(pair);
        }
      }
    }
    return pairs.stream();
  }

  private static Stream<Double> means(MetricTally tally, double factor) {
    return variants(tally)
        .flatMap(v -> Stream.of(v.rowMeans().mean(), v.scores().max(), v.scores().min()))
        .filter(mean -> !Double.isNaN(mean))
        .map(mean -> mean / factor);
  }

  private static Stream<Double> spreads(MetricTally tally, double factor) {
    double squared = factor * factor;
    return Stream.concat(
        variants(tally)
            .flatMap(
                v ->
                    Stream.of(
                        v.overRepeats().variance() / squared,
                        v.rowMeans().standardError() / factor,
                        v.rowMeans().variance() / squared,
                        v.spread().rowVariance() / squared,
                        v.spread().resamplingVariance() / squared,
                        v.spread().judgeVariance() / squared)),
        pairs(tally)
            .flatMap(
                p ->
                    Stream.of(
                        p.differences().mean() / factor,
                        p.differences().standardError() / factor,
                        p.differences().plainStandardError() / factor,
                        p.signFlip(),
                        (double) p.higher(),
                        (double) p.lower())));
  }

  private static Stream<Double> figures(MetricTally tally) {
    return Stream.of(
            means(tally, 1),
            spreads(tally, 1),
            variants(tally)
                .flatMap(
                    v ->
                        Stream.of(
                            (double) v.rows(),
                            (double) v.count(Outcome.SCORED),
                            (double) v.count(Outcome.FAILED),
                            (double) v.count(Outcome.NOT_APPLICABLE),
                            v.meanWith(0),
                            v.spread().icc(),
                            v.rowShape().skewness(),
                            v.scores().quantile(0.3),
                            (double) v.rowMeans().clusters())),
            pairs(tally).flatMap(p -> Stream.of(p.meanOfFirst())))
        .flatMap(stream -> stream);
  }

  private static void assertSame(Stream<Double> actual, Stream<Double> expected) {
    List<Double> wanted = expected.toList();
    List<Double> found = actual.toList();
    assertThat(found).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      double scale = Math.max(1, Math.abs(wanted.get(i)));
      assertThat(
              Math.abs(found.get(i) - wanted.get(i)) <= TOLERANCE * scale * 100
                  || (Double.isNaN(found.get(i)) && Double.isNaN(wanted.get(i))))
          .as("figure %d: %s instead of %s", i, found.get(i), wanted.get(i))
          .isTrue();
    }
  }

  @FunctionalInterface
  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writer writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
