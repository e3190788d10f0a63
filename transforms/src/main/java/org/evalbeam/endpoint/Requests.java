package org.evalbeam.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.List;
import java.util.Map;
import org.evalbeam.endpoint.protocol.ChatProtocol;
import org.evalbeam.endpoint.protocol.ChatRequest;
import org.evalbeam.endpoint.protocol.Image;
import org.evalbeam.endpoint.protocol.OpenAiEmbeddings;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/** Builds requests: the one place that knows what is asked of a model and of a judge. */
public final class Requests {

  /** Low, so that a judge is steady; a judge's own sampling parameters win. */
  private static final Map<String, JsonNode> JUDGE_DEFAULTS =
      Map.of("temperature", DoubleNode.valueOf(0.2));

  private Requests() {}

  /** The request that asks a model for an answer: its prelude, a blank line, and the query. */
  public static Request answer(ChatProtocol protocol, Model model, String query) {
    return answer(protocol, model, query, null);
  }

  /**
   * Likewise, about an image.
   *
   * @param query may be null or blank where there is an image
   */
  public static Request answer(
      ChatProtocol protocol, Model model, @Nullable String query, @Nullable Image image) {
    String prelude = model.preludePrompt() == null ? "" : model.preludePrompt();
    String asked = query == null || (image != null && query.isBlank()) ? "" : query;
    String gap = prelude.isEmpty() || asked.isEmpty() ? "" : "\n\n";
    return request(protocol, model, prelude + gap + asked, image, Map.of());
  }

  /** The request that asks a judge. */
  public static Request judgement(ChatProtocol protocol, Model judge, String prompt) {
    return request(protocol, judge, prompt, null, JUDGE_DEFAULTS);
  }

  /** The request that asks for the embeddings of some texts. */
  public static Request embeddings(String model, List<String> texts) {
    return OpenAiEmbeddings.embed(model, texts, Map.of());
  }

  private static Request request(
      ChatProtocol protocol,
      Model model,
      String user,
      @Nullable Image image,
      Map<String, JsonNode> defaults) {
    return protocol.ask(
        new ChatRequest(
            model.name(),
            model.systemPrompt(),
            user,
            image,
            defaults,
            model.samplingParams(),
            model.extraParams()));
  }
}
