package org.evalbeam.metric.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The length of the longest common subsequence of two sequences, 64 cells of the usual table at a
 * time: the bit-vector recurrence of Hyyrö, "Bit-parallel LCS-length computation revisited" (2004),
 * V' = (V + (V &amp; M)) | (V &amp; ~M), of Crochemore et al. (2001). The table is worked off in
 * strips 64 symbols wide, which hand the carry of the sum on to the next strip; so memory grows
 * with the texts, not with their alphabet.
 */
public final class CommonSubsequence {

  private static final int STRIP = Long.SIZE;

  private CommonSubsequence() {}

  /**
   * The length.
   *
   * @return 0 to the length of the shorter; time grows with {@code |a|·|b| / 64}
   */
  public static int length(int[] a, int[] b) {
    int prefix = Arrays.mismatch(a, b);
    if (prefix < 0) {
      return a.length;
    }
    int suffix = 0;
    int most = Math.min(a.length, b.length) - prefix;
    while (suffix < most && a[a.length - 1 - suffix] == b[b.length - 1 - suffix]) {
      suffix++;
    }
    return prefix
        + suffix
        + ofDifferent(
            Arrays.copyOfRange(a, prefix, a.length - suffix),
            Arrays.copyOfRange(b, prefix, b.length - suffix));
  }

  private static int ofDifferent(int[] a, int[] b) {
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int symbol : a) {
      numbers.putIfAbsent(symbol, numbers.size());
    }
    int[] text = numbered(b, numbers);
    return inStrips(numbered(a, numbers), text, numbers.size());
  }

  /** The symbols by their numbers; those without one can't be common and are left out. */
  private static int[] numbered(int[] symbols, Map<Integer, Integer> numbers) {
    return Arrays.stream(symbols)
        .map(symbol -> numbers.getOrDefault(symbol, -1))
        .filter(number -> number >= 0)
        .toArray();
  }

  private static int inStrips(int[] pattern, int[] text, int symbols) {
    long[] matches = new long[symbols];
    boolean[] carries = new boolean[text.length];
    int length = 0;
    for (int from = 0; from < pattern.length; from += STRIP) {
      int width = Math.min(STRIP, pattern.length - from);
      for (int i = 0; i < width; i++) {
        matches[pattern[from + i]] |= 1L << i;
      }
      long unmatched = strip(matches, text, carries);
      long inside = width == STRIP ? -1L : (1L << width) - 1;
      length += Long.bitCount(~unmatched & inside);
      for (int i = 0; i < width; i++) {
        matches[pattern[from + i]] = 0;
      }
    }
    return length;
  }

  /**
   * One strip against the whole text.
   *
   * @param carries carry of the sum at each place of the text: in from the strip before, out to the
   *     next
   */
  private static long strip(long[] matches, int[] text, boolean[] carries) {
    long v = -1L;
    for (int i = 0; i < text.length; i++) {
      long match = matches[text[i]];
      long sum = v + (v & match);
      boolean carry = Long.compareUnsigned(sum, v) < 0;
      if (carries[i]) {
        sum++;
        carry |= sum == 0;
      }
      carries[i] = carry;
      v = sum | (v & ~match);
    }
    return v;
  }
}
