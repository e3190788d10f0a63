package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A judge's word on one statement.
 *
 * @param statement what it is about; empty where the judge doesn't repeat it
 * @param word the verdict in lower case, such as {@code yes}
 * @param reason why; empty where the judge gives none
 */
record Verdict(String statement, String word, String reason) {

  static final String YES = "yes";
  static final String NO = "no";

  /**
   * The verdicts of a reply of the form {@code {"verdicts": [{"statement": ..., "verdict": ...,
   * "reason": ...}]}}.
   *
   * @param words the verdicts allowed; the reply may have them in any case
   * @return empty where the reply is not of this form
   */
  static Optional<List<Verdict>> readAll(String reply, Set<String> words) {
    JsonNode list = JsonReply.lastObject(reply).map(node -> node.path("verdicts")).orElse(null);
    if (list == null || !list.isArray()) {
      return Optional.empty();
    }
    List<Verdict> verdicts = new ArrayList<>(list.size());
    for (JsonNode item : list) {
      String word = item.path("verdict").asText().strip().toLowerCase(Locale.ROOT);
      if (!words.contains(word)) {
        return Optional.empty();
      }
      verdicts.add(
          new Verdict(item.path("statement").asText(), word, item.path("reason").asText()));
    }
    return Optional.of(verdicts);
  }
}
