package org.evalbeam.spec.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How values of a file are shown in messages: at most 60 characters, on one line, and never the
 * content of an object or a list, which may hold a key.
 */
public final class Shown {

  private static final int LONGEST = 60;
  private static final int MOST_NAMES = 60;

  /** Control and format characters, lone surrogates, and Unicode's own line ends. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private Shown() {}

  /** A value that was found, such as {@code "gpt-4o"}, {@code 5} or {@code a list of 3}. */
  public static String value(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> text(json.textValue());
      case ARRAY -> json.isEmpty() ? "an empty list" : "a list of " + json.size();
      case OBJECT -> json.isEmpty() ? "an empty object" : "an object";
      case MISSING -> "nothing";
      default -> plain(json.asText());
    };
  }

  /** A text between quotes. */
  public static String text(String text) {
    return '"' + plain(text) + '"';
  }

  /** A text without quotes. */
  public static String plain(String text) {
    String printable = UNPRINTABLE.matcher(cut(text, LONGEST + 1)).replaceAll("\uFFFD");
    return printable.length() <= LONGEST ? printable : cut(printable, LONGEST - 1) + "…";
  }

  /** Whether a text is free of control and format characters. */
  public static boolean isPrintable(String text) {
    return !UNPRINTABLE.matcher(text).find();
  }

  /** Names in the order given, such as {@code name, readme}; {@code none} where there are none. */
  public static String names(Collection<String> names) {
    String shown =
        names.stream().limit(MOST_NAMES).map(Shown::plain).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return names.isEmpty() ? "none" : more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** At most {@code length} UTF-16 units from the start, without half of a surrogate pair. */
  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean inPair = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, inPair ? length - 1 : length);
  }
}
