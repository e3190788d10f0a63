package org.evalbeam.dataset;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.evalbeam.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * Numbers rows that ask the same. Rows are told apart by SipHash-2-4 with a key drawn for each
 * reading, so that no made-up text can be fitted to it; two of a million different rows share its
 * 64 bits with a probability of about 3e-8, and would then only get the occurrences 0 and 1.
 *
 * <p>Memory: an open hash table of 12 bytes a slot, a third to two thirds full, so 18 to 36 bytes a
 * distinct row (half as much again while it grows), whatever the length of the texts.
 */
final class Occurrences {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final HashFunction hash = Hashing.sipHash24(RANDOM.nextLong(), RANDOM.nextLong());
  private long[] keys = new long[1 << 10];
  private int[] counts = new int[1 << 10];
  private int used;

  /**
   * How many earlier rows had an equal query; of rows without that column, an equal content.
   *
   * @param row columns by standard name
   */
  int next(Map<String, @Nullable String> row) {
    long key = row.containsKey(Row.QUERY) ? hash(Map.of(), row.get(Row.QUERY)) : hash(row, null);
    int slot = slot(keys, counts, key);
    if (counts[slot] == 0) {
      keys[slot] = key;
      used++;
    }
    int earlier = counts[slot];
    counts[slot] = Math.incrementExact(earlier);
    if (used > keys.length / 3 * 2) {
      grow();
    }
    return earlier;
  }

  private static int slot(long[] keys, int[] counts, long key) {
    int mask = keys.length - 1;
    int slot = (int) key & mask;
    while (counts[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] moreKeys = new long[Math.multiplyExact(keys.length, 2)];
    int[] moreCounts = new int[moreKeys.length];
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] != 0) {
        int slot = slot(moreKeys, moreCounts, keys[i]);
        moreKeys[slot] = keys[i];
        moreCounts[slot] = counts[i];
      }
    }
    keys = moreKeys;
    counts = moreCounts;
  }

  private long hash(Map<String, @Nullable String> content, @Nullable String query) {
    Hasher hasher = hash.newHasher();
    add(hasher, query);
    if (!content.isEmpty()) {
      new TreeMap<>(content)
          .forEach(
              (name, value) -> {
                add(hasher, name);
                add(hasher, value);
              });
    }
    return hasher.hash().asLong();
  }

  /** Adds the text after its length, -1 for null, so that neighbours can't run into each other. */
  private static void add(Hasher hasher, @Nullable String text) {
    if (text == null) {
      hasher.putInt(-1);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      hasher.putInt(bytes.length).putBytes(bytes);
    }
  }
}
