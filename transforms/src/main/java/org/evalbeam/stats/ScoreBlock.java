package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The observations of some whole rows, and of whole clusters where rows have any, by one metric on
 * one dataset: held in columns of plain numbers until all are there, for only then can a row's mean
 * be told and compared. What comes of them does not depend on the order in which they came.
 */
public final class ScoreBlock {

  private static final int FIRST_SIZE = 16;
  private static final int NO_CLUSTER = -1;

  /** An observation is written with five numbers, its outcome and its score. */
  private static final int ENTRY_BYTES = 5 * Varint.MOST_BYTES + 1 + Double.BYTES;

  /** Written and read at a time: a call of a stream for each byte costs several times as much. */
  private static final int PART_BYTES = 8 << 10;

  private static final Outcome[] OUTCOMES = {
    Outcome.SCORED, Outcome.FAILED, Outcome.UNPARSED, Outcome.NOT_APPLICABLE
  };

  private int size;
  private int[] rows = new int[FIRST_SIZE];
  private int[] clusters = new int[FIRST_SIZE];
  private int[] variants = new int[FIRST_SIZE];
  private int[] repeats = new int[FIRST_SIZE];
  private int[] judgeRepeats = new int[FIRST_SIZE];
  private byte[] outcomes = new byte[FIRST_SIZE];
  private double[] scores = new double[FIRST_SIZE];

  private final List<String> clusterNames = new ArrayList<>();
  private final Map<String, Integer> clusterNumbers = new HashMap<>();

  /**
   * One observation.
   *
   * @param row number of the row
   * @param cluster its cluster; null where it belongs to none
   * @param variant number of the variant
   * @param repeat repeat of the variant
   * @param judgeRepeat which word of the judge on the answer it is
   * @param outcome how it ended
   * @param score the score, finite; any number where there is none
   */
  public record Entry(
      int row,
      @Nullable String cluster,
      int variant,
      int repeat,
      int judgeRepeat,
      Outcome outcome,
      double score) {}

  /** Adds an observation. */
  public void add(Entry entry) {
    add(
        entry.row,
        number(entry.cluster),
        entry.variant,
        entry.repeat,
        entry.judgeRepeat,
        (byte) entry.outcome.number(),
        entry.score);
  }

  private int number(@Nullable String cluster) {
    if (cluster == null) {
      return NO_CLUSTER;
    }
    Integer known = clusterNumbers.putIfAbsent(cluster, clusterNames.size());
    if (known == null) {
      clusterNames.add(cluster);
    }
    return known == null ? clusterNames.size() - 1 : known;
  }

  private void add(
      int row, int cluster, int variant, int repeat, int judgeRepeat, byte outcome, double score) {
    if (size == rows.length) {
      resize(size + (size >> 1));
    }
    rows[size] = row;
    clusters[size] = cluster;
    variants[size] = variant;
    repeats[size] = repeat;
    judgeRepeats[size] = judgeRepeat;
    outcomes[size] = outcome;
    scores[size] = score;
    size++;
  }

  private void resize(int length) {
    rows = Arrays.copyOf(rows, length);
    clusters = Arrays.copyOf(clusters, length);
    variants = Arrays.copyOf(variants, length);
    repeats = Arrays.copyOf(repeats, length);
    judgeRepeats = Arrays.copyOf(judgeRepeats, length);
    outcomes = Arrays.copyOf(outcomes, length);
    scores = Arrays.copyOf(scores, length);
  }

  /** Adds the other's observations. */
  public void merge(ScoreBlock other) {
    int[] numbers = new int[other.clusterNames.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(other.clusterNames.get(i));
    }
    if (size + other.size > rows.length) {
      resize(Math.max(size + other.size, size + (size >> 1)));
    }
    for (int i = 0; i < other.size; i++) {
      int cluster = other.clusters[i];
      add(
          other.rows[i],
          cluster == NO_CLUSTER ? NO_CLUSTER : numbers[cluster],
          other.variants[i],
          other.repeats[i],
          other.judgeRepeats[i],
          other.outcomes[i],
          other.scores[i]);
    }
  }

  /** The observations as a tally; they are all there. */
  public MetricTally tally() {
    return new BlockTally(this).tally();
  }

  /** Places of the observations, cluster by cluster, row by row, variant by variant. */
  Integer[] inOrder() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    int[] ranks = clusterRanks();
    Arrays.sort(
        order,
        Comparator.<Integer>comparingInt(i -> clusters[i] == NO_CLUSTER ? -1 : ranks[clusters[i]])
            .thenComparingInt(i -> rows[i])
            .thenComparingInt(i -> variants[i])
            .thenComparingInt(i -> repeats[i])
            .thenComparingInt(i -> judgeRepeats[i]));
    return order;
  }

  private int[] clusterRanks() {
    List<String> sorted = new ArrayList<>(clusterNames);
    sorted.sort(Comparator.naturalOrder());
    int[] ranks = new int[sorted.size()];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[clusterNumbers.getOrDefault(sorted.get(rank), 0)] = rank;
    }
    return ranks;
  }

  int row(int i) {
    return rows[i];
  }

  boolean isClustered(int i) {
    return clusters[i] != NO_CLUSTER;
  }

  int cluster(int i) {
    return clusters[i];
  }

  int variant(int i) {
    return variants[i];
  }

  int repeat(int i) {
    return repeats[i];
  }

  Outcome outcome(int i) {
    return OUTCOMES[outcomes[i]];
  }

  double score(int i) {
    return scores[i];
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(clusterNames.size());
    for (String name : clusterNames) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }
    out.writeInt(size);
    byte[] bytes = new byte[PART_BYTES];
    ByteBuffer part = ByteBuffer.wrap(bytes);
    for (int i = 0; i < size; i++) {
      if (part.remaining() < ENTRY_BYTES) {
        write(bytes, part, out);
      }
      write(i, part);
    }
    write(bytes, part, out);
  }

  private void write(int i, ByteBuffer out) {
    Varint.write(out, rows[i]);
    Varint.write(out, clusters[i] + 1);
    Varint.write(out, variants[i]);
    Varint.write(out, repeats[i]);
    Varint.write(out, judgeRepeats[i]);
    out.put(outcomes[i]);
    if (outcome(i) == Outcome.SCORED) {
      out.putDouble(scores[i]);
    }
  }

  private static void write(byte[] bytes, ByteBuffer part, DataOutput out) throws IOException {
    out.writeInt(part.position());
    out.write(bytes, 0, part.position());
    part.clear();
  }

  /** Reads what {@link #write} wrote. */
  public static ScoreBlock read(DataInput in) throws IOException {
    ScoreBlock read = new ScoreBlock();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] utf8 = new byte[in.readInt()];
      in.readFully(utf8);
      read.number(new String(utf8, StandardCharsets.UTF_8));
    }
    int size = in.readInt();
    read.resize(Math.max(FIRST_SIZE, size));
    do {
      byte[] part = new byte[in.readInt()];
      in.readFully(part);
      read.addAll(ByteBuffer.wrap(part));
    } while (read.size < size);
    return read;
  }

  private void addAll(ByteBuffer in) {
    while (in.hasRemaining()) {
      int row = Varint.read(in);
      int cluster = Varint.read(in) - 1;
      int variant = Varint.read(in);
      int repeat = Varint.read(in);
      int judgeRepeat = Varint.read(in);
      byte outcome = in.get();
      boolean scored = OUTCOMES[outcome] == Outcome.SCORED;
      add(row, cluster, variant, repeat, judgeRepeat, outcome, scored ? in.getDouble() : 0);
    }
  }
}
