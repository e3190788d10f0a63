package org.evalbeam.pipeline.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalbeam.pipeline.simulate.KnownAnswers.Known;
import org.evalbeam.pipeline.simulate.draw.Draws;
import org.evalbeam.pipeline.simulate.protocol.SearchResult;

/**
 * Finds passages for a question: the first half, rounded up, are made of the question's own words,
 * the rest is about something else, as a real search's tail is.
 */
final class SimulatedSearch {

  private static final int TOPIC_WORDS = 3;

  private static final List<String> UNRELATED =
      List.of(
          "The town library lends board games on Saturdays. Members may keep them for two weeks.",
          "Bread dough rests overnight in a cool cellar. The crust turns darker for it.",
          "The ferry leaves the northern quay at dawn. Bicycles travel free of charge.",
          "Every spring the orchard opens its gates to visitors. Apples are sold by the crate.",
          "The choir rehearses in the old granary. Newcomers are asked to bring a pencil.");

  private final KnownAnswers answers;

  SimulatedSearch(KnownAnswers answers) {
    this.answers = answers;
  }

  /** So many passages, best first. */
  List<SearchResult> find(String message, int passages, Draws draws) {
    List<SearchResult> results = new ArrayList<>();
    int related = (passages + 1) / 2;
    for (int i = 0; i < passages; i++) {
      double ceiling = i < related ? 0.95 : 0.45;
      results.add(
          new SearchResult(
              ceiling - 0.3 * i / passages,
              i < related ? related(message, draws) : draws.oneOf(UNRELATED)));
    }
    return results;
  }

  private String related(String message, Draws draws) {
    List<String> topic = new ArrayList<>(Words.topic(message));
    String words =
        topic.isEmpty()
            ? "the question"
            : Stream.generate(() -> draws.oneOf(topic))
                .limit(TOPIC_WORDS)
                .distinct()
                .collect(Collectors.joining(" and "));
    String statement = answers.find(message).map(SimulatedSearch::statement).orElse("");
    return ("This chapter deals with " + words + ". " + statement).strip();
  }

  /** What the row expects, in words: of a choice its text. */
  private static String statement(Known known) {
    String choice = MultipleChoice.letter(known.expected());
    return MultipleChoice.isLetter(known.expected())
        ? MultipleChoice.offered(known.query()).getOrDefault(choice, "")
        : known.expected();
  }
}
