package org.evalbeam.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.Map;
import org.evalbeam.endpoint.protocol.ChatRequest;
import org.evalbeam.endpoint.protocol.OpenAiChat;
import org.evalbeam.endpoint.protocol.Protocol;
import org.evalbeam.spec.Model;

/** Builds request bodies: the one place that knows what is asked of a model and of a judge. */
public final class Requests {

  /** Low, so that a judge is steady; a judge's own sampling parameters win. */
  private static final Map<String, JsonNode> JUDGE_DEFAULTS =
      Map.of("temperature", DoubleNode.valueOf(0.2));

  private static final Protocol PROTOCOL = new OpenAiChat();

  private Requests() {}

  /** The body that asks a model for an answer: its prelude, a blank line, and the query. */
  public static String answer(Model model, String query) {
    String prelude = model.preludePrompt();
    String user = prelude == null || prelude.isEmpty() ? query : prelude + "\n\n" + query;
    return body(model, user, Map.of());
  }

  /** The body that asks a judge. */
  public static String judgement(Model judge, String prompt) {
    return body(judge, prompt, JUDGE_DEFAULTS);
  }

  private static String body(Model model, String user, Map<String, JsonNode> defaults) {
    return PROTOCOL.body(
        new ChatRequest(
            model.name(),
            model.systemPrompt(),
            user,
            defaults,
            model.samplingParams(),
            model.extraParams()));
  }
}
