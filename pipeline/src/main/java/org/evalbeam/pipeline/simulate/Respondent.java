package org.evalbeam.pipeline.simulate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.evalbeam.pipeline.simulate.KnownAnswers.Known;
import org.evalbeam.pipeline.simulate.draw.Draws;

/**
 * Answers questions, right as often as the model's profile states.
 *
 * <p>Each row has a difficulty d, uniform over [0, 1) and the same for every model. With
 * probability w = {@value #ROW_WEIGHT} the row decides, and the answer is right if d is below the
 * accuracy a; else the call decides, and it is right with probability a. Over rows the mean is w·a
 * + (1 − w)·a = a. Two repeats of a row are both decided by it with probability w², else
 * independent, so their correlation is w², as real models' repeats correlate.
 */
final class Respondent {

  static final double ROW_WEIGHT = 0.7;

  private static final int TOPIC_WORDS = 6;

  private final long seed;
  private final KnownAnswers answers;

  Respondent(long seed, KnownAnswers answers) {
    this.seed = seed;
    this.answers = answers;
  }

  /** The answer to a user's message, with no reasoning before it. */
  String answer(String message, ModelProfile profile, Draws draws) {
    return answers
        .find(message)
        .map(known -> answerKnown(known, profile, draws))
        .orElseGet(() -> admitIgnorance(message));
  }

  private String answerKnown(Known known, ModelProfile profile, Draws draws) {
    boolean right = isRight(known, profile, draws);
    return MultipleChoice.isLetter(known.expected())
        ? choose(known, right, profile.verbosity(), draws)
        : reply(known, right, profile.verbosity(), draws);
  }

  private boolean isRight(Known known, ModelProfile profile, Draws draws) {
    Draws decisive =
        draws.happens(ROW_WEIGHT) ? Draws.of(seed, "difficulty", known.query()) : draws;
    return decisive.happens(profile.accuracy());
  }

  private static String choose(Known known, boolean right, Verbosity verbosity, Draws draws) {
    Map<String, String> offered = MultipleChoice.offered(known.query());
    String expected = MultipleChoice.letter(known.expected());
    String letter = right ? expected : draws.oneOf(MultipleChoice.othersThan(expected, offered));
    return switch (verbosity) {
      case TERSE -> draws.oneOf(List.of(letter, letter + "."));
      case PLAIN -> "The answer is " + letter + ".";
      case VERBOSE ->
          (letter + ") " + offered.getOrDefault(letter, "")).strip()
              + "\n\nOf the choices offered, this one fits the question best.";
    };
  }

  private String reply(Known known, boolean right, Verbosity verbosity, Draws draws) {
    String text =
        right
            ? known.expected()
            : answers
                .otherThan(known.expected(), draws)
                .orElseGet(() -> admitIgnorance(known.query()));
    return switch (verbosity) {
      case TERSE, PLAIN -> text;
      case VERBOSE -> "As far as I know: " + text + "\n\nTell me if you would like more detail.";
    };
  }

  /** Says that the model does not know, in the question's own words. */
  private static String admitIgnorance(String question) {
    String topic =
        Words.topic(question).stream().limit(TOPIC_WORDS).collect(Collectors.joining(", "));
    return "This simulated model knows no answer to that"
        + (topic.isEmpty() ? "." : "; the question is about " + topic + ".");
  }
}
