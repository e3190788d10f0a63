package org.evalbeam.pipeline.simulate;

import java.util.List;
import java.util.SplittableRandom;
import org.evalbeam.pipeline.simulate.protocol.EmbeddingRequest;

/**
 * Turns texts into vectors of unit length by hashing their words (Weinberger et al. 2009): each
 * word adds or takes 1 at a few places that depend on nothing but the word, so that texts with
 * common words are near in cosine and others nearly orthogonal. All models embed alike.
 */
final class SimulatedEmbedder {

  /** Several, so that one place that two words share by chance does little. */
  private static final int PLACES_PER_WORD = 8;

  private SimulatedEmbedder() {}

  static List<float[]> embed(EmbeddingRequest request) {
    return request.inputs().stream().map(text -> embed(text, request.dimensions())).toList();
  }

  static float[] embed(String text, int dimensions) {
    double[] sums = new double[dimensions];
    List<String> words = Words.of(text);
    // A text without words counts as one word.
    for (String word : words.isEmpty() ? List.of(text) : words) {
      add(word, sums);
    }
    double length = length(sums);
    if (length == 0) {
      // The words cancelled one another out; some direction it must have.
      sums[0] = 1;
      length = 1;
    }
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) (sums[i] / length);
    }
    return vector;
  }

  private static void add(String word, double[] sums) {
    SplittableRandom random = new SplittableRandom(word.hashCode());
    for (int i = 0; i < PLACES_PER_WORD; i++) {
      long bits = random.nextLong();
      sums[(int) Long.remainderUnsigned(bits >>> 1, sums.length)] += (bits & 1) == 0 ? 1 : -1;
    }
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double coordinate : vector) {
      squares += coordinate * coordinate;
    }
    return Math.sqrt(squares);
  }
}
