package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalbeam.data.FailureReason;
import org.evalbeam.metric.text.WhiteSpace;

/**
 * Reads the score in a judge's reply: field {@code score} of a JSON object, else the whole reply as
 * a number. Whatever is not plainly a score in the range is unparsed, never a score.
 */
public final class ScoreReader {

  private static final String SCORE = "score";

  /** ASCII digits with a decimal point or comma; the lengths bound the work on hostile replies. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]{1,18}(?:[.,][0-9]{1,18})?|[.,][0-9]{1,18})");

  private static final Pattern FRACTION =
      Pattern.compile("(" + NUMBER + ")\\s{0,3}/\\s{0,3}([0-9]{1,18})");

  private static final String STRIPPED = "\"'`\u201c\u201d\u2018\u2019\u00ab\u00bb%*";

  private final ScoreRange range;

  /** A reader for scores of this range. */
  public ScoreReader(ScoreRange range) {
    this.range = range;
  }

  /** The score in a reply, with the whole reply as its observation. */
  public Score read(String reply) {
    Optional<JsonNode> object = JsonReply.lastObject(reply);
    return settled(object.isPresent() ? number(object.get().path(SCORE)) : number(reply), reply);
  }

  /** The score of one object of a reply that holds several. */
  Score readField(JsonNode object) {
    return settled(number(object.path(SCORE)), object.toString());
  }

  private Score settled(OptionalDouble score, String reply) {
    if (score.isEmpty()) {
      return Score.unparsed(FailureReason.UNREADABLE_SCORE, "no score in the judge's reply", reply);
    }
    if (!range.contains(score.getAsDouble())) {
      return Score.unparsed(
          FailureReason.SCORE_OUT_OF_RANGE,
          "score " + score.getAsDouble() + " is not " + range,
          reply);
    }
    return Score.of(score.getAsDouble(), reply);
  }

  private OptionalDouble number(JsonNode value) {
    if (value.isBoolean()) {
      return OptionalDouble.of(value.booleanValue() ? 1 : 0);
    }
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      return OptionalDouble.of(value.doubleValue());
    }
    return value.isTextual() ? number(value.textValue()) : OptionalDouble.empty();
  }

  private OptionalDouble number(String text) {
    String bare = bare(text);
    if (bare.equals("true") || bare.equals("false")) {
      return OptionalDouble.of(bare.equals("true") ? 1 : 0);
    }
    Matcher fraction = FRACTION.matcher(bare);
    if (fraction.matches()) {
      boolean ofTop = range.max() != null && decimal(fraction.group(2)) == range.max();
      return ofTop ? OptionalDouble.of(decimal(fraction.group(1))) : OptionalDouble.empty();
    }
    return NUMBER.matcher(bare).matches()
        ? OptionalDouble.of(decimal(bare))
        : OptionalDouble.empty();
  }

  private static double decimal(String number) {
    return Double.parseDouble(number.replace(',', '.')) + 0.0; // "-0" is 0
  }

  /** The text without space, quotes, {@code %} and {@code *} at its ends, nor a final full stop. */
  private static String bare(String text) {
    String stripped = WhiteSpace.strip(text, STRIPPED, STRIPPED);
    return stripped.endsWith(".")
        ? WhiteSpace.strip(stripped.substring(0, stripped.length() - 1), STRIPPED, STRIPPED)
        : stripped;
  }
}
