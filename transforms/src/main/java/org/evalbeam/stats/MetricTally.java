package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the scores of one metric on one dataset: a tally for each variant, and a triangle
 * of tallies for the pairs of them. Its size grows with the variants, squared, never with rows.
 */
public final class MetricTally {

  /** Pairs are kept among as many variants, the first ones; of more the triangle has no room. */
  public static final int MOST_PAIRED = 500;

  private final List<VariantTally> variants = new ArrayList<>();

  /** For each variant its pairs with those before it; null where no row was scored by both. */
  private final List<@Nullable PairTally[]> pairs = new ArrayList<>();

  /** The tally of a variant, by its number; made where there is none. */
  VariantTally at(int variant) {
    while (variants.size() <= variant) {
      int paired = variants.size() < MOST_PAIRED ? variants.size() : 0;
      pairs.add(new @Nullable PairTally[paired]);
      variants.add(new VariantTally());
    }
    return variants.get(variant);
  }

  /**
   * The tally of a pair; made where there is none.
   *
   * @param first number of a variant
   * @param second a greater number, below {@link #MOST_PAIRED}, whose variant has a tally
   */
  PairTally at(int first, int second) {
    PairTally[] row = pairs.get(second);
    PairTally pair = row[first];
    if (pair == null) {
      pair = new PairTally();
      row[first] = pair;
    }
    return pair;
  }

  /** Adds the other's rows. */
  public void merge(MetricTally other) {
    for (int variant = 0; variant < other.variants.size(); variant++) {
      at(variant).merge(other.variants.get(variant));
      PairTally[] row = other.pairs.get(variant);
      for (int first = 0; first < row.length; first++) {
        PairTally pair = row[first];
        if (pair != null) {
          at(first, variant).merge(pair);
        }
      }
    }
  }

  /** Numbers of variants go up to this, without it. */
  public int variants() {
    return variants.size();
  }

  /** The tally of a variant; null where nothing was seen of it. */
  public @Nullable VariantTally variant(int variant) {
    return variant < variants.size() && variants.get(variant).rows() > 0
        ? variants.get(variant)
        : null;
  }

  /**
   * The tally of a pair; null where no row was scored by both.
   *
   * @param second greater than {@code first}
   */
  public @Nullable PairTally pair(int first, int second) {
    return second < pairs.size() && first < pairs.get(second).length
        ? pairs.get(second)[first]
        : null;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(variants.size());
    for (int variant = 0; variant < variants.size(); variant++) {
      variants.get(variant).write(out);
      for (PairTally pair : pairs.get(variant)) {
        out.writeBoolean(pair != null);
        if (pair != null) {
          pair.write(out);
        }
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static MetricTally read(DataInput in) throws IOException {
    MetricTally read = new MetricTally();
    int size = in.readInt();
    for (int variant = 0; variant < size; variant++) {
      read.at(variant);
      read.variants.set(variant, VariantTally.read(in));
      PairTally[] row = read.pairs.get(variant);
      for (int first = 0; first < row.length; first++) {
        row[first] = in.readBoolean() ? PairTally.read(in) : null;
      }
    }
    return read;
  }
}
