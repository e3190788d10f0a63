package org.evalbeam.metric.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CommonSubsequenceTest {

  @Property
  void itIsAsTheTableOfAllCellsHasIt(
      @ForAll @Size(max = 300) @IntRange(min = 0, max = 4) int[] a,
      @ForAll @Size(max = 300) @IntRange(min = 0, max = 4) int[] b) {
    assertThat(CommonSubsequence.length(a, b)).isEqualTo(table(a, b));
  }

  @Property
  void whateverTheSymbols(@ForAll @Size(max = 150) int[] a, @ForAll @Size(max = 150) int[] b) {
    assertThat(CommonSubsequence.length(a, b)).isEqualTo(table(a, b));
  }

  @Property(tries = 50)
  void aCarryGoesThroughManyStrips(@ForAll @IntRange(min = 60, max = 700) int length) {
    int[] same = new int[length];
    int[] ends = new int[length];
    ends[0] = 1;
    ends[length - 1] = 2;

    assertThat(CommonSubsequence.length(same, ends)).isEqualTo(table(same, ends));
  }

  @Test
  void tenThousandByTenThousand() {
    SplittableRandom random = new SplittableRandom(1);
    int[] a = random.ints(10_000, 0, 100).toArray();
    int[] b = random.ints(10_000, 0, 100).toArray();
    int[] reversedA = reversed(a);
    int[] reversedB = reversed(b);

    assertThat(CommonSubsequence.length(a, b))
        .isEqualTo(CommonSubsequence.length(b, a))
        .isEqualTo(CommonSubsequence.length(reversedA, reversedB))
        .isEqualTo(table(a, b));
  }

  private static int[] reversed(int[] array) {
    int[] reversed = new int[array.length];
    Arrays.setAll(reversed, i -> array[array.length - 1 - i]);
    return reversed;
  }

  /** The textbook's recurrence (Wagner and Fischer 1974), a row at a time. */
  private static int table(int[] a, int[] b) {
    int[] row = new int[b.length + 1];
    for (int symbol : a) {
      int diagonal = 0;
      for (int j = 1; j <= b.length; j++) {
        int above = row[j];
        row[j] = symbol == b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[b.length];
  }
}
