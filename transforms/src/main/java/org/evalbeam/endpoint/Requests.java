package org.evalbeam.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.List;
import java.util.Map;
import org.evalbeam.endpoint.protocol.ChatProtocol;
import org.evalbeam.endpoint.protocol.ChatRequest;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.spec.Model;

/** Builds requests: the one place that knows what is asked of a model and of a judge. */
public final class Requests {

  /** Low, so that a judge is steady; a judge's own sampling parameters win. */
  private static final Map<String, JsonNode> JUDGE_DEFAULTS =
      Map.of("temperature", DoubleNode.valueOf(0.2));

  private Requests() {}

  /** The request that asks a model for an answer: its prelude, a blank line, and the query. */
  public static Request answer(ChatProtocol protocol, Model model, String query) {
    String prelude = model.preludePrompt();
    String user = prelude == null || prelude.isEmpty() ? query : prelude + "\n\n" + query;
    return request(protocol, model, user, Map.of());
  }

  /** The request that asks a judge. */
  public static Request judgement(ChatProtocol protocol, Model judge, String prompt) {
    return request(protocol, judge, prompt, JUDGE_DEFAULTS);
  }

  /** The request that asks for the embeddings of some texts. */
  public static Request embeddings(String model, List<String> texts) {
    return Dialect.EMBEDDINGS.embed(model, texts, Map.of());
  }

  private static Request request(
      ChatProtocol protocol, Model model, String user, Map<String, JsonNode> defaults) {
    return protocol.ask(
        new ChatRequest(
            model.name(),
            model.systemPrompt(),
            user,
            defaults,
            model.samplingParams(),
            model.extraParams()));
  }
}
