package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A judge's word on one statement.
 *
 * @param statement what it is about
 * @param word the verdict in lower case, such as {@code yes}
 * @param reason why; empty where the judge gives none
 */
record Verdict(String statement, String word, String reason) {

  static final String YES = "yes";
  static final String NO = "no";

  /** The judge can't tell. */
  static final String IDK = "idk";

  static final Set<String> YES_NO = Set.of(YES, NO);
  static final Set<String> YES_NO_IDK = Set.of(YES, NO, IDK);

  /**
   * The verdicts of a reply that finds its statements itself: {@code {"verdicts": [{"statement":
   * ..., "verdict": ..., "reason": ...}]}}.
   *
   * @param words the verdicts allowed; the reply may have them in any case
   * @return empty where the reply is not of this form
   */
  static Optional<List<Verdict>> readAll(String reply, Set<String> words) {
    JsonNode list = list(reply);
    if (!list.isArray()) {
      return Optional.empty();
    }
    List<Verdict> verdicts = new ArrayList<>(list.size());
    for (JsonNode item : list) {
      verdicts.add(of(item.path("statement").asText(), item));
    }
    return allowed(verdicts, words);
  }

  /**
   * The verdicts of a reply on given statements, in their order: as {@link #readAll}, but the reply
   * need not repeat the statements.
   *
   * @return empty where the reply is not of this form, or has more or fewer verdicts
   */
  static Optional<List<Verdict>> readEach(
      String reply, Set<String> words, List<String> statements) {
    JsonNode list = list(reply);
    if (!list.isArray() || list.size() != statements.size()) {
      return Optional.empty();
    }
    List<Verdict> verdicts = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      verdicts.add(of(statements.get(i), list.get(i)));
    }
    return allowed(verdicts, words);
  }

  /** The share of verdicts that are one of these words. */
  static double share(List<Verdict> verdicts, Set<String> words) {
    long those = verdicts.stream().filter(verdict -> words.contains(verdict.word())).count();
    return (double) those / verdicts.size();
  }

  boolean isYes() {
    return word.equals(YES);
  }

  /** Adds the verdict to an observation. */
  void write(ArrayNode list, boolean withReason) {
    ObjectNode node = list.addObject();
    node.put("statement", statement);
    node.put("verdict", word);
    if (withReason) {
      node.put("reason", reason);
    }
  }

  private static JsonNode list(String reply) {
    return JsonReply.lastObject(reply)
        .map(node -> node.path("verdicts"))
        .orElse(MissingNode.getInstance());
  }

  private static Verdict of(String statement, JsonNode item) {
    return new Verdict(
        statement,
        item.path("verdict").asText().strip().toLowerCase(Locale.ROOT),
        item.path("reason").asText());
  }

  private static Optional<List<Verdict>> allowed(List<Verdict> verdicts, Set<String> words) {
    return verdicts.stream().allMatch(verdict -> words.contains(verdict.word()))
        ? Optional.of(verdicts)
        : Optional.empty();
  }
}
