package org.evalbeam.endpoint;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Finds a key in text, with any of its characters as it is or escaped: {@code %61} as in a URL,
 * <code>&#92;u0061</code> as in JSON or with more backslashes as in JSON within JSON, and with
 * backslashes alone.
 *
 * <p>After Knuth, Morris and Pratt (SIAM Journal on Computing 6, 1977): the work grows with the
 * text, however often it almost holds the key, and nothing recurs, as call threads have small
 * stacks. There is a set of states in place of one, since text can be read in several ways: {@code
 * %25} is a {@code %}, and begins with one. It holds more than a few only where the key repeats
 * itself, and looks like escapes of it as well.
 */
final class KeySearch {

  /** One character's in JSON within JSON; of a longer row only the last are taken for its own. */
  private static final int MOST_BACKSLASHES = 4;

  private static final String UNICODE = "u00";
  private static final int HEX_DIGITS = 2;

  /** Characters that the longest escape has behind its backslashes. */
  private static final int LONGEST_ESCAPE = UNICODE.length() + HEX_DIGITS;

  private static final int LONGEST_READING = MOST_BACKSLASHES + LONGEST_ESCAPE;

  private final String key;

  /**
   * For each number of characters that have matched, how many still do if the next one does not; -1
   * where none can, not even as the first.
   */
  private final int[] fallback;

  /**
   * @param key not empty
   */
  KeySearch(String key) {
    this.key = key;
    this.fallback = new int[key.length()];
    fallback[0] = -1;
    int border = 0;
    for (int i = 1; i < key.length(); i++) {
      boolean same = key.charAt(i) == key.charAt(border);
      fallback[i] = same ? fallback[border] : border;
      border = matched(border, key.charAt(i));
    }
  }

  /** How many characters of the key have matched behind one more of the text. */
  private int matched(int before, char c) {
    int matched = before;
    while (matched >= 0 && key.charAt(matched) != c) {
      matched = fallback[matched];
    }
    return matched + 1;
  }

  /** The text with every occurrence replaced; of those that overlap, the first. */
  String replaceAll(String text, String replacement) {
    StringBuilder replaced = new StringBuilder();
    Search search = new Search(text);
    int from = 0;
    while (search.next(from)) {
      replaced.append(text, from, search.start).append(replacement);
      from = search.end;
    }
    return from == 0 ? text : replaced.append(text, from, text.length()).toString();
  }

  /** Takes a character that the text can be read as, from each offset of a range to one end. */
  private interface Readings {
    void read(int first, int last, char c);
  }

  /** Tells all readings as one character that end at an offset: the one place that knows them. */
  private static void readings(String text, int end, Readings readings) {
    int last = end - 1;
    readings.read(backslashes(text, last), last, text.charAt(last));
    int digits = end - HEX_DIGITS;
    if (digits < 1
        || !HexFormat.isHexDigit(text.charAt(digits))
        || !HexFormat.isHexDigit(text.charAt(last))) {
      return;
    }
    char c = (char) HexFormat.fromHexDigits(text, digits, end);
    int unicode = digits - UNICODE.length();
    if (text.charAt(digits - 1) == '%') {
      readings.read(digits - 1, digits - 1, c);
    } else if (text.startsWith(UNICODE, unicode)) {
      readings.read(backslashes(text, unicode), unicode - 1, c);
    }
  }

  /** Where the backslashes before an offset begin. */
  private static int backslashes(String text, int end) {
    int least = Math.max(0, end - MOST_BACKSLASHES);
    int start = end;
    while (start > least && text.charAt(start - 1) == '\\') {
      start--;
    }
    return start;
  }

  /** A search in one text. */
  private final class Search implements Readings {

    private final String text;

    /** How much of the key has matched, by offset, for those that a reading can reach back to. */
    private final Numbers[] states = new Numbers[LONGEST_READING + 1];

    private int from;
    private int offset;
    private boolean matches;
    private boolean begins;

    /** The occurrence that was found. */
    private int start;

    private int end;

    Search(String text) {
      this.text = text;
      Arrays.setAll(states, i -> new Numbers());
    }

    /** Finds the next occurrence that does not begin before an offset. */
    boolean next(int from) {
      this.from = from;
      states(from).clear();
      boolean found = false;
      int until = text.length();
      for (offset = from + 1; offset <= until; offset++) {
        states(offset).clear();
        matches = false;
        begins = false;
        readings(text, offset, this);
        if (begins) {
          begin();
        }
        if (matches && !found) {
          found = true;
          start = startOf(offset);
          // What was taken for the last character may be the beginning of its escape.
          until = Math.min(until, offset + Math.min(LONGEST_ESCAPE, key.length()) - 1);
        }
        end = matches ? offset : end;
      }
      return found;
    }

    private Numbers states(int offset) {
      return states[offset % states.length];
    }

    @Override
    public void read(int first, int last, char c) {
      for (int start = Math.max(first, from); start <= last; start++) {
        Numbers before = states(start);
        for (int i = 0; i < before.size; i++) {
          advance(before.numbers[i], c);
        }
      }
      begins |= last >= Math.max(first, from) && c == key.charAt(0);
    }

    /** Notes that the key may begin here, unless that is part of what has matched anyway. */
    private void begin() {
      Numbers now = states(offset);
      for (int i = 0; i < now.size; i++) {
        if (key.charAt(now.numbers[i] - 1) == key.charAt(0)) {
          return;
        }
      }
      advance(0, key.charAt(0));
    }

    private void advance(int before, char c) {
      int matched = matched(before, c);
      if (matched == key.length()) {
        matches = true;
      } else if (matched > 0) {
        states(offset).add(matched);
      }
    }

    /** The first start of an occurrence that ends at an offset. */
    private int startOf(int end) {
      Numbers ends = new Numbers();
      ends.add(end);
      for (int i = key.length() - 1; i >= 0; i--) {
        char wanted = key.charAt(i);
        Numbers starts = new Numbers();
        for (int j = 0; j < ends.size; j++) {
          readings(
              text,
              ends.numbers[j],
              (first, last, c) -> {
                for (int s = Math.max(first, from); c == wanted && s <= last; s++) {
                  starts.add(s);
                }
              });
        }
        ends = starts;
      }
      return Arrays.stream(ends.numbers, 0, ends.size).min().orElseThrow();
    }
  }

  /** A small set. */
  private static final class Numbers {

    private int[] numbers = new int[2];
    private int size;

    void add(int number) {
      for (int i = 0; i < size; i++) {
        if (numbers[i] == number) {
          return;
        }
      }
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = number;
    }

    void clear() {
      size = 0;
    }
  }
}
