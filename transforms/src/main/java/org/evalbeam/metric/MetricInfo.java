package org.evalbeam.metric;

import java.util.List;
import java.util.Set;
import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a metric tells about itself; the list of metrics, the docs and the tables are made from it.
 *
 * @param name the name in specs
 * @param kind what computes it
 * @param min the lowest score; null where there is none
 * @param max the highest score; null where there is none
 * @param direction which way is better
 * @param unit unit of the score; null for a plain number
 * @param needs fields that it reads, whatever its parameters
 * @param params its parameters
 * @param summary one line on what it measures
 */
public record MetricInfo(
    String name,
    Kind kind,
    @Nullable Double min,
    @Nullable Double max,
    Direction direction,
    @Nullable String unit,
    Set<String> needs,
    List<Param> params,
    String summary) {

  /**
   * A metric of the answer's text against the expected one, from 0 up.
   *
   * @param max the highest score
   */
  public static MetricInfo ofTexts(String name, double max, List<Param> params, String summary) {
    return new MetricInfo(
        name,
        Kind.TEXT,
        0.0,
        max,
        Direction.UP,
        null,
        Set.of(Subject.OUTPUT, Row.OUTPUT_TRUE),
        params,
        summary);
  }

  /** What computes a metric. */
  public enum Kind {
    /** A model that reads the answer. */
    JUDGE,
    /** A model that reads the answers of two variants. */
    PAIRWISE,
    /** Embeddings of texts. */
    EMBEDDING,
    /** The text of the answer. */
    TEXT,
    /** Figures of the call. */
    OPS;

    /** Whether it takes calls, so that it is computed where calls are made. */
    public boolean calls() {
      return asksJudge() || this == EMBEDDING;
    }

    /** Whether it asks a judge. */
    public boolean asksJudge() {
      return this == JUDGE || this == PAIRWISE;
    }
  }

  /** Which way is better. */
  public enum Direction {
    /** Higher is better. */
    UP,
    /** Lower is better. */
    DOWN,
    /** Neither. */
    NEUTRAL
  }

  /**
   * One parameter.
   *
   * @param name name in {@code params}
   * @param type what is allowed, in words
   * @param byDefault the value where it is not given, in words; null where it must be given
   * @param meaning one line
   */
  public record Param(String name, String type, @Nullable String byDefault, String meaning) {}
}
