package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.evalbeam.metric.prompt.PromptTemplate;

/**
 * The steps of one score: each asks the judge with a prompt of the metric's, checks that the reply
 * is what was asked for (else it is asked once more), and keeps what it said in the observation.
 */
final class Steps {

  /** Items of one reply; a judge that lists more has lost its way. */
  private static final int MOST_ITEMS = 1_000;

  private final Judge judge;
  private final Map<String, PromptTemplate> prompts;
  private final boolean reasons;
  private final ObjectNode observation;

  /**
   * Steps that write into an observation.
   *
   * @param prompts the metric's prompts by their names
   * @param reasons whether the observation holds the verdicts' reasons
   */
  Steps(Judge judge, Map<String, PromptTemplate> prompts, boolean reasons, ObjectNode observation) {
    this.judge = judge;
    this.prompts = prompts;
    this.reasons = reasons;
    this.observation = observation;
  }

  /** Steps of a part of the metric, which writes into an object of its own. */
  Steps part(String name) {
    return new Steps(judge, prompts, reasons, observation.putObject(name));
  }

  /** Keeps a figure in the observation. */
  void note(String name, double value) {
    observation.put(name, value);
  }

  /** Keeps a count in the observation. */
  void note(String name, long value) {
    observation.put(name, value);
  }

  /** Keeps verdicts in the observation, a list for each of the texts that they are on. */
  void noteVerdicts(String name, List<List<Verdict>> ofEach) {
    ArrayNode lists = observation.putArray(name);
    for (List<Verdict> verdicts : ofEach) {
      ArrayNode list = lists.addArray();
      verdicts.forEach(verdict -> verdict.write(list, reasons));
    }
  }

  /** Keeps texts in the observation. */
  void note(String name, List<String> texts) {
    texts.forEach(observation.putArray(name)::add);
  }

  /**
   * Asks for a list: {@code {"NAME": ["...", ...]}}, blank items left out.
   *
   * @param name field of the reply, and of the observation
   */
  List<String> list(String prompt, String name, Map<String, ?> values)
      throws Judge.FailedException, NoScoreException {
    List<String> items = ask(prompt, values, reply -> readList(reply, name));
    note(name, items);
    return items;
  }

  /**
   * Asks for a verdict on each of some items: {@code {"verdicts": [{"verdict": ..., "reason":
   * ...}]}}, as many as there are items; none are asked for on none.
   *
   * @param words the verdicts allowed
   */
  List<Verdict> verdicts(
      String prompt, Set<String> words, List<String> items, Map<String, ?> values)
      throws Judge.FailedException, NoScoreException {
    return verdicts(prompt, "verdicts", words, items, values);
  }

  /** Likewise, kept under another name. */
  List<Verdict> verdicts(
      String prompt, String kept, Set<String> words, List<String> items, Map<String, ?> values)
      throws Judge.FailedException, NoScoreException {
    List<Verdict> verdicts =
        items.isEmpty()
            ? List.of()
            : ask(prompt, values, reply -> Verdict.readEach(reply, words, items));
    ArrayNode list = observation.putArray(kept);
    verdicts.forEach(verdict -> verdict.write(list, reasons));
    return verdicts;
  }

  /** What verdicts on texts that stand elsewhere are known by: {@code context 1} and so on. */
  static List<String> numbered(String name, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> name + " " + i).toList();
  }

  /** Asks for whatever is read from the reply. */
  <T> T ask(String prompt, Map<String, ?> values, Function<String, Optional<T>> reader)
      throws Judge.FailedException, NoScoreException {
    FittingReply<T> reply = FittingReply.ask(judge, rendered(prompt, values), reader);
    if (reply.content().isEmpty()) {
      throw new NoScoreException(reply.unparsed());
    }
    return reply.content().get();
  }

  /** The embeddings of texts. */
  List<List<Double>> embed(List<String> texts) throws Judge.FailedException {
    return judge.embed(texts);
  }

  private String rendered(String prompt, Map<String, ?> values) throws NoScoreException {
    PromptTemplate template = prompts.get(prompt);
    if (template == null) {
      throw new IllegalArgumentException("the metric has no prompt " + prompt);
    }
    return Prompts.rendered(template, values);
  }

  private static Optional<List<String>> readList(String reply, String name) {
    Optional<JsonNode> list = JsonReply.lastObject(reply).map(object -> object.path(name));
    if (list.isEmpty() || !list.get().isArray() || list.get().size() > MOST_ITEMS) {
      return Optional.empty();
    }
    List<String> items = new ArrayList<>();
    for (JsonNode item : list.get()) {
      if (!item.isTextual()) {
        return Optional.empty();
      }
      if (!item.textValue().isBlank()) {
        items.add(item.textValue().strip());
      }
    }
    return Optional.of(items);
  }
}
