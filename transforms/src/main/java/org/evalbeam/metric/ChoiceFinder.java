package org.evalbeam.metric;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the letter that an answer to a multiple choice chooses: the whole answer is a letter, or it
 * begins with one ({@code B) Paris}), or its first or last line announces one ({@code The answer is
 * B.}). Several different letters are none.
 *
 * <p>A letter counts only with something that sets it apart, or else the article of "A good antenna
 * ..." would be a choice.
 */
final class ChoiceFinder {

  /** Parts of a line beyond these are not looked at, which bounds the work on hostile answers. */
  private static final int HEAD = 300;

  private static final int TAIL = 1_000;

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /** TeX's box, the convention for final answers. */
  private static final Pattern BOXED =
      Pattern.compile("\\\\boxed\\{\\s{0,3}(?:\\\\text\\{)?\\(?([A-Za-z])\\)?}{1,2}");

  /** A letter that is emphasised or quoted as a whole, with what may set it apart besides. */
  private static final Pattern EMPHASISED =
      Pattern.compile(
          "(\\*\\*|__|[*_`\"'$\u201c\u2018\u00ab])\\s?[(\\[]?([A-Za-z])[)\\].:]{0,2}\\s?"
              + "(?:\\1|[\u201d\u2019\u00bb])(?!\\p{L})");

  private static final Pattern MARKDOWN = Pattern.compile("[*_`#$~\"\u201c\u201d\u00ab\u00bb]");

  private static final Pattern LEADING =
      Pattern.compile(
          "[\\s>\u2022-]{0,5}(?:[(\\[{]\\s?([A-Za-z])\\s?[)\\]}]" // (B)
              + "|([A-Za-z])\\s?(?:[)\\]}]|[.:](?=\\s|$)|[-\u2013\u2014]\\s)" // B) B. B: B -
              + "|([A-Za-z])\\s*$)"); // B alone on its line

  private static final String NOUN =
      "(?<!wrong\\s)(?<!incorrect\\s)(?<!\\p{L})(?:"
          + "answer|option|choice|response|solution|letter" // English
          + "|r[ée]ponse|choix|lettre" // French
          + "|antwort|l[öo]sung|auswahl|buchstabe" // German
          + "|respuesta|opci[óo]n|letra" // Spanish
          + "|risposta|opzione|scelta|lettera" // Italian
          + "|resposta|op[çc][ãa]o|alternativa)(?!\\p{L})"; // Portuguese

  private static final String QUALIFIERS =
      "(?:\\s+(?!(?:not|never|cannot|pas|nicht|non|n[ãa]o)(?!\\p{L}))\\p{L}{1,20}){0,6}?";

  private static final String LINK =
      "\\s{0,3}(?:[:=\u2192\u2013\u2014-]>?|\\s(?:is|would be|must be|should be|est|serait|ist"
          + "|lautet|w[äa]re|es|ser[íi]a|è|sarebbe|é)(?!\\p{L})\\s?:?)";

  private static final String FILLERS =
      "(?:\\s{0,3}(?:the|an?|la|le|el|il|o|die|der|option|choice|answer|letter|r[ée]ponse|lettre"
          + "|antwort|buchstabe|opci[óo]n|respuesta|letra|opzione|risposta|lettera|op[çc][ãa]o"
          + "|resposta|alternativa|clearly|definitely|therefore|donc)(?!\\p{L})){0,3}";

  /** A capital before any mark, a bracket, or a reason; a small letter only before an end. */
  private static final String LETTER =
      "\\s{0,3}[(\\[]?\\s?(?-i:([A-Z])(?=\\s*$|\\s?[(\\[)\\]]|[.,:;!?](?!\\p{L})|\\s[\u2013\u2014-]\\s"
          + "|\\s(?:because|since|as|car|parce|puisque|weil|da|porque|ya|perch[ée]|poich[ée]|pois)"
          + "\\s|\\s(?:is|est|ist|es|è|é)\\s(?:the\\s|la\\s|a\\s)?"
          + "(?:correct|right|bonne|juste|richtig|corr?e[ct]t?[ao]|giust|cert))"
          + "|([a-z])(?=\\s*$|[)\\]]|[.!]\\s*$))";

  private static final Pattern ANNOUNCED =
      Pattern.compile(
          NOUN + "(?:" + QUALIFIERS + LINK + FILLERS + "|\\s+" + FILLERS + ")" + LETTER, FLAGS);

  /** In the first line an announcement must be what the answer begins with. */
  private static final Pattern BEFORE_FIRST =
      Pattern.compile("\\s*(?:[\\p{L}']{1,20}[\\s,]+){0,5}");

  /** A second letter that stands beside the first, as in "A and C". */
  private static final Pattern BESIDE =
      Pattern.compile(
          "[\\s)\\].]{0,3}(?:[,/&+]\\s?(?:(?:and|or|et|ou|und|oder|y|o|e)\\s)?"
              + "|(?:and|or|et|ou|und|oder|y|o|e)\\s)[(\\[]?([A-Z])"
              + "(?=\\s*$|\\s?[)\\].,;:!?/&+]|\\s(?:and|or|et|ou|und|oder)\\s)");

  private ChoiceFinder() {}

  /** Whether a bare text is a choice: one letter. */
  static boolean isChoice(String bare) {
    return bare.length() == 1 && bare.charAt(0) >= 'a' && bare.charAt(0) <= 'z';
  }

  /** The choice, a small letter; empty where there is none or several. */
  static Optional<String> find(String answer) {
    String whole = BareText.of(answer);
    if (isChoice(whole)) {
      return Optional.of(whole);
    }
    List<String> lines = answer.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Set<String> found = new TreeSet<>();
    addLeading(lines, found);
    String first = marked(head(lines.get(0)));
    Matcher announced = ANNOUNCED.matcher(first);
    if (announced.find() && BEFORE_FIRST.matcher(first.substring(0, announced.start())).matches()) {
      addLetters(announced, first, found);
    }
    addFromLast(lines, found);
    return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
  }

  /** The choice that the first line begins with; where the second does too, it is a list. */
  private static void addLeading(List<String> lines, Set<String> found) {
    for (String line : lines.subList(0, Math.min(2, lines.size()))) {
      String marked = marked(head(line));
      Matcher leading = LEADING.matcher(marked);
      if (!leading.lookingAt()) {
        return;
      }
      addLetters(leading, marked, found);
    }
  }

  /** What the last line announces; a line that ends in a colon is continued in the next. */
  private static void addFromLast(List<String> lines, Set<String> found) {
    String last = marked(tail(lines.get(lines.size() - 1)));
    if (isChoice(BareText.of(last))) {
      found.add(BareText.of(last));
    }
    if (lines.size() > 1) {
      String before = marked(tail(lines.get(lines.size() - 2))).strip();
      last = before.endsWith(":") ? before + " " + last : last;
    }
    Matcher announced = ANNOUNCED.matcher(last);
    while (announced.find()) {
      addLetters(announced, last, found);
    }
  }

  /** The letter of a match, and those that stand beside it. */
  private static void addLetters(Matcher match, String line, Set<String> found) {
    for (int group = 1; group <= match.groupCount(); group++) {
      if (match.group(group) != null) {
        found.add(match.group(group).toLowerCase(Locale.ROOT));
      }
    }
    Matcher beside = BESIDE.matcher(line).region(match.end(), line.length());
    if (beside.lookingAt()) {
      found.add(beside.group(1).toLowerCase(Locale.ROOT));
    }
  }

  /** The line with its markdown gone, but for letters that it set apart: they are in brackets. */
  private static String marked(String line) {
    String boxed = BOXED.matcher(line).replaceAll(" answer: ($1)");
    String emphasised = EMPHASISED.matcher(boxed).replaceAll("($2)");
    return MARKDOWN.matcher(emphasised).replaceAll("");
  }

  private static String head(String line) {
    return line.substring(0, Math.min(HEAD, line.length()));
  }

  private static String tail(String line) {
    return line.substring(Math.max(0, line.length() - TAIL));
  }
}
