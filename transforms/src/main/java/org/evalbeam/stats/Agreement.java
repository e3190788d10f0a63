package org.evalbeam.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a judge's scores agree with those of people on the same answers: counts of each pair of
 * values while these are few, and moments of both, whatever they are.
 */
public final class Agreement {

  /** Different pairs of values that are counted; of more, no measure by values is given. */
  static final int MOST_CELLS = 10_000;

  /**
   * Two scores of one answer.
   *
   * @param human people's
   * @param judge the judge's
   */
  public record Cell(double human, double judge) {}

  private static final Comparator<Cell> ORDER =
      Comparator.comparingDouble(Cell::human).thenComparingDouble(Cell::judge);

  private final TreeMap<Cell, Long> cells = new TreeMap<>(ORDER);
  private boolean tooMany;
  private Moments human = Moments.NONE;
  private Moments judge = Moments.NONE;
  private double together;

  /** Adds an answer; both scores are finite. */
  public void add(double humanScore, double judgeScore) {
    Agreement one = new Agreement();
    one.cells.put(new Cell(humanScore + 0.0, judgeScore + 0.0), 1L);
    one.human = Moments.of(humanScore);
    one.judge = Moments.of(judgeScore);
    merge(one);
  }

  /** Adds the other's answers; co-moments as of Pébay 2008, equation 3.12. */
  public void merge(Agreement other) {
    if (other.pairs() == 0) {
      return;
    }
    if (pairs() > 0) {
      double n = (double) pairs() + other.pairs();
      together +=
          (other.human.mean() - human.mean())
              * (other.judge.mean() - judge.mean())
              * (pairs() * (double) other.pairs() / n);
    }
    together += other.together;
    human = human.merge(other.human);
    judge = judge.merge(other.judge);
    tooMany |= other.tooMany;
    if (!tooMany) {
      other.cells.forEach((cell, times) -> cells.merge(cell, times, Long::sum));
    }
    if (tooMany || cells.size() > MOST_CELLS) {
      tooMany = true;
      cells.clear();
    }
  }

  /** Answers with both scores. */
  public long pairs() {
    return human.count();
  }

  /** Whether there are too many different pairs of values for measures by values. */
  public boolean isTooMany() {
    return tooMany;
  }

  /** People's scores. */
  public Moments human() {
    return human;
  }

  /** The judge's. */
  public Moments judge() {
    return judge;
  }

  /** How often each pair of values was seen, in order; empty where there are too many. */
  public Map<Cell, Long> cells() {
    return cells;
  }

  /** The share of answers with equal scores; NaN where there are too many values. */
  public double equalShare() {
    double equal = 0;
    for (Map.Entry<Cell, Long> cell : cells.entrySet()) {
      equal += cell.getKey().human == cell.getKey().judge ? cell.getValue() : 0;
    }
    return tooMany ? Double.NaN : equal / pairs();
  }

  /**
   * Cohen's kappa, 1 − observed/expected disagreement (Cohen 1960); NaN where both always gave one
   * and the same value, or there are too many.
   */
  public double kappa() {
    double n = pairs();
    Map<Double, Double> humans = margin(true);
    Map<Double, Double> judges = margin(false);
    double byChance = 0;
    for (Map.Entry<Double, Double> value : humans.entrySet()) {
      byChance += value.getValue() / n * (judges.getOrDefault(value.getKey(), 0.0) / n);
    }
    return byChance < 1 ? 1 - (1 - equalShare()) / (1 - byChance) : Double.NaN;
  }

  /** Krippendorff's alpha of the two; NaN where there is but one value, or too many. */
  public double alpha(Coincidences.Scale scale) {
    Coincidences coincidences = new Coincidences();
    cells.forEach((cell, times) -> coincidences.addPairs(cell.human, cell.judge, times));
    return coincidences.alpha(scale);
  }

  /** Pearson's correlation; NaN where either doesn't vary. */
  public double pearson() {
    double spread = Math.sqrt(human.m2()) * Math.sqrt(judge.m2());
    return spread > 0 ? Math.max(-1, Math.min(1, together / spread)) : Double.NaN;
  }

  /** Spearman's correlation, Pearson's of the ranks, ties at their middle; NaN likewise. */
  public double spearman() {
    Map<Double, Double> humans = ranks(margin(true));
    Map<Double, Double> judges = ranks(margin(false));
    double middle = (pairs() + 1) / 2.0;
    double product = 0;
    double humanSquares = 0;
    double judgeSquares = 0;
    for (Map.Entry<Cell, Long> cell : cells.entrySet()) {
      double x = humans.getOrDefault(cell.getKey().human, middle) - middle;
      double y = judges.getOrDefault(cell.getKey().judge, middle) - middle;
      product += cell.getValue() * x * y;
      humanSquares += cell.getValue() * x * x;
      judgeSquares += cell.getValue() * y * y;
    }
    double spread = Math.sqrt(humanSquares) * Math.sqrt(judgeSquares);
    return spread > 0 ? product / spread : Double.NaN;
  }

  private SortedMap<Double, Double> margin(boolean ofHuman) {
    SortedMap<Double, Double> margin = new TreeMap<>();
    cells.forEach(
        (cell, times) ->
            margin.merge(ofHuman ? cell.human : cell.judge, (double) times, Double::sum));
    return margin;
  }

  private static Map<Double, Double> ranks(SortedMap<Double, Double> margin) {
    Map<Double, Double> ranks = new TreeMap<>();
    double below = 0;
    for (Map.Entry<Double, Double> value : margin.entrySet()) {
      ranks.put(value.getKey(), below + (value.getValue() + 1) / 2);
      below += value.getValue();
    }
    return ranks;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(tooMany);
    human.write(out);
    judge.write(out);
    out.writeDouble(together);
    out.writeInt(cells.size());
    for (Map.Entry<Cell, Long> cell : cells.entrySet()) {
      out.writeDouble(cell.getKey().human);
      out.writeDouble(cell.getKey().judge);
      out.writeLong(cell.getValue());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Agreement read(DataInput in) throws IOException {
    Agreement read = new Agreement();
    read.tooMany = in.readBoolean();
    read.human = Moments.read(in);
    read.judge = Moments.read(in);
    read.together = in.readDouble();
    for (int left = in.readInt(); left > 0; left--) {
      read.cells.put(new Cell(in.readDouble(), in.readDouble()), in.readLong());
    }
    return read;
  }
}
