package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Set;
import org.evalbeam.pipeline.simulate.draw.Draws;

/**
 * Answers a judge's prompt by comparing the texts it delimits, in the form it asks for.
 *
 * <p>A score is the {@link Agreement} of {@code output} with {@code output_true}, on the scale that
 * is asked for. Where the prompt shows no expected answer, it is the known answer to {@code query};
 * failing that, whether the output shares the topic of the query or of the context. Verdicts are
 * yes for each sentence, or each numbered text, that shares the topic of the other texts; but no
 * opinion is objectionable, and no personal data leaks. A verdict then stands with the probability
 * that the profile states as its reliability; else it is flipped, or moved by one on a scale of
 * more than two. Of two answers the one with the larger agreement is preferred, and where the
 * verdict does not stand, the one that is shown first, as judges' errors go. What is to be listed
 * is found in the texts by {@link Excerpts}.
 */
final class SimulatedJudge {

  /** Texts whose verdict asks for a fault. */
  private static final Set<String> ACCUSED = Set.of("opinion", "piece");

  private final KnownAnswers answers;

  SimulatedJudge(KnownAnswers answers) {
    this.answers = answers;
  }

  String reply(JudgePrompt prompt, ModelProfile profile, Draws draws) {
    double reliability = profile.judgeReliability();
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    if (prompt.form() instanceof JudgePrompt.Score scale) {
      reply = score(agreement(prompt), scale.lowest(), scale.highest(), reliability, draws);
    } else if (prompt.form() instanceof JudgePrompt.Scores scale) {
      ArrayNode scores = reply.putArray("scores");
      for (int i = 0; i < prompt.items().size(); i++) {
        scores.add(score(agreement(prompt), scale.lowest(), scale.highest(), reliability, draws));
      }
    } else if (prompt.form() instanceof JudgePrompt.Preference) {
      reply = preference(prompt, reliability, draws);
    } else if (prompt.form() instanceof JudgePrompt.Items items) {
      Excerpts.of(prompt, items.name()).forEach(reply.putArray(items.name())::add);
    } else if (prompt.form() instanceof JudgePrompt.Verdicts verdicts && verdicts.ofSentences()) {
      addOfSentences(prompt, reply.putArray("verdicts"), reliability, draws);
    } else {
      addOfItems(prompt, reply.putArray("verdicts"), reliability, draws);
    }
    return draws.happens(profile.fencedShare())
        ? "Here is my assessment:\n\n```json\n" + reply.toPrettyString() + "\n```"
        : reply.toString();
  }

  private ObjectNode preference(JudgePrompt prompt, double reliability, Draws draws) {
    double difference =
        agreement(prompt, prompt.text("first_output"))
            - agreement(prompt, prompt.text("second_output"));
    String verdict = difference > 0 ? "first" : difference < 0 ? "second" : "tie";
    return JsonNodeFactory.instance
        .objectNode()
        .put("verdict", draws.happens(reliability) ? verdict : "first")
        .put("reason", difference == 0 ? "They are equal." : "One agrees with more.");
  }

  private double agreement(JudgePrompt prompt) {
    return agreement(prompt, prompt.text("output"));
  }

  private double agreement(JudgePrompt prompt, String output) {
    String query = prompt.text("query");
    if (prompt.texts().containsKey("output_true")) {
      return Agreement.of(output, prompt.text("output_true"));
    }
    return answers
        .find(query)
        .map(known -> Agreement.of(output, known.expected()))
        .orElseGet(() -> shareTopic(output, query + " " + context(prompt)) ? 1.0 : 0.0);
  }

  private static ObjectNode score(
      double agreement, int lowest, int highest, double reliability, Draws draws) {
    int range = highest - lowest;
    int score = lowest + (int) Math.round(agreement * range);
    if (!draws.happens(reliability)) {
      boolean up = score == lowest || (score < highest && draws.happens(0.5));
      score += up ? 1 : -1;
    }
    boolean agrees = 2 * (score - lowest) >= range;
    return JsonNodeFactory.instance
        .objectNode()
        .put("score", score)
        .put("reason", agrees ? "The texts agree." : "The texts differ.");
  }

  private static void addOfSentences(
      JudgePrompt prompt, ArrayNode verdicts, double reliability, Draws draws) {
    for (String sentence : Excerpts.sentences(context(prompt))) {
      boolean relevant = shareTopic(sentence, prompt.text("query")) == draws.happens(reliability);
      ObjectNode verdict = verdicts.addObject().put("statement", sentence);
      fill(verdict, relevant);
    }
  }

  private static void addOfItems(
      JudgePrompt prompt, ArrayNode verdicts, double reliability, Draws draws) {
    String others = String.join(" ", prompt.others());
    boolean accused = !Collections.disjoint(prompt.numbered(), ACCUSED);
    for (String item : prompt.items()) {
      boolean holds = (!accused && shareTopic(item, others)) == draws.happens(reliability);
      fill(verdicts.addObject(), holds);
    }
  }

  private static void fill(ObjectNode verdict, boolean yes) {
    verdict
        .put("verdict", yes ? "yes" : "no")
        .put("reason", yes ? "It shares the topic." : "It is about something else.");
  }

  private static String context(JudgePrompt prompt) {
    return prompt.texts().containsKey("context")
        ? prompt.text("context")
        : prompt.text("retrieval_context");
  }

  private static boolean shareTopic(String one, String other) {
    return !Collections.disjoint(Words.topic(one), Words.topic(other));
  }
}
