package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Pattern;
import org.evalbeam.pipeline.simulate.draw.Draws;

/**
 * Answers a judge's prompt by comparing the texts it delimits, in the form it asks for.
 *
 * <p>A score is the {@link Agreement} of {@code output} with {@code output_true}, on the scale that
 * is asked for. Where the prompt shows no expected answer, it is the known answer to {@code query};
 * failing that, whether the output shares the topic of the query or of the context. Verdicts are
 * yes for each sentence of {@code context} that shares the topic of {@code query}. A verdict then
 * stands with the probability that the profile states as its reliability; else it is flipped, or
 * moved by one on a scale of more than two.
 */
final class SimulatedJudge {

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n+");

  private final KnownAnswers answers;

  SimulatedJudge(KnownAnswers answers) {
    this.answers = answers;
  }

  String reply(JudgePrompt prompt, ModelProfile profile, Draws draws) {
    ObjectNode verdict;
    if (prompt.form() instanceof JudgePrompt.Score scale) {
      verdict = score(agreement(prompt.texts()), scale, profile.judgeReliability(), draws);
    } else {
      verdict = verdicts(prompt.texts(), profile.judgeReliability(), draws);
    }
    return draws.happens(profile.fencedShare())
        ? "Here is my assessment:\n\n```json\n" + verdict.toPrettyString() + "\n```"
        : verdict.toString();
  }

  private double agreement(Map<String, String> texts) {
    String output = texts.getOrDefault("output", "");
    String query = texts.getOrDefault("query", "");
    String expected = texts.get("output_true");
    if (expected != null) {
      return Agreement.of(output, expected);
    }
    return answers
        .find(query)
        .map(known -> Agreement.of(output, known.expected()))
        .orElseGet(() -> shareTopic(output, query + " " + context(texts)) ? 1.0 : 0.0);
  }

  private static ObjectNode score(
      double agreement, JudgePrompt.Score scale, double reliability, Draws draws) {
    int range = scale.highest() - scale.lowest();
    int score = scale.lowest() + (int) Math.round(agreement * range);
    if (!draws.happens(reliability)) {
      boolean up = score == scale.lowest() || (score < scale.highest() && draws.happens(0.5));
      score += up ? 1 : -1;
    }
    boolean agrees = 2 * (score - scale.lowest()) >= range;
    return JsonNodeFactory.instance
        .objectNode()
        .put("score", score)
        .put("reason", agrees ? "The texts agree." : "The texts differ.");
  }

  private static ObjectNode verdicts(Map<String, String> texts, double reliability, Draws draws) {
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    ArrayNode verdicts = reply.putArray("verdicts");
    String query = texts.getOrDefault("query", "");
    for (String sentence : SENTENCE_END.split(context(texts), -1)) {
      if (!sentence.isBlank()) {
        boolean relevant = shareTopic(sentence, query) == draws.happens(reliability);
        verdicts
            .addObject()
            .put("statement", sentence.strip())
            .put("verdict", relevant ? "yes" : "no")
            .put("reason", relevant ? "It shares the topic." : "It is about something else.");
      }
    }
    return reply;
  }

  private static String context(Map<String, String> texts) {
    return texts.getOrDefault("context", texts.getOrDefault("retrieval_context", ""));
  }

  private static boolean shareTopic(String one, String other) {
    return !Collections.disjoint(Words.topic(one), Words.topic(other));
  }
}
