package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.evalbeam.pipeline.simulate.ChatClient.Response;

/** The protocols that the endpoint speaks, as a client of each would: for the contract's tests. */
enum Api {
  CHAT("/v1/chat/completions", "Authorization", "Bearer ", "prompt_tokens", "x-ratelimit-") {
    @Override
    ObjectNode body(String model, String text) {
      return ChatClient.body(model, text);
    }

    @Override
    JsonNode answer(JsonNode body) {
      return body.at("/choices/0/message/content");
    }
  },

  MESSAGES("/v1/messages", "x-api-key", "", "input_tokens", "anthropic-ratelimit-") {
    @Override
    ObjectNode body(String model, String text) {
      return ChatClient.body(model, text).put("max_tokens", 1_000);
    }

    @Override
    JsonNode answer(JsonNode body) {
      return body.at("/content/0/text");
    }
  },

  EMBEDDINGS("/v1/embeddings", "Authorization", "Bearer ", "prompt_tokens", "x-ratelimit-") {
    @Override
    ObjectNode body(String model, String text) {
      return JsonNodeFactory.instance.objectNode().put("model", model).put("input", text);
    }

    @Override
    JsonNode answer(JsonNode body) {
      return body.at("/data/0/embedding");
    }
  };

  final String path;
  final String keyHeader;
  final String keyPrefix;
  final String inputTokens;
  final String rateHeaders;

  Api(String path, String keyHeader, String keyPrefix, String inputTokens, String rateHeaders) {
    this.path = path;
    this.keyHeader = keyHeader;
    this.keyPrefix = keyPrefix;
    this.inputTokens = inputTokens;
    this.rateHeaders = rateHeaders;
  }

  abstract ObjectNode body(String model, String text);

  /** What is answered; a missing node where the body has no answer. */
  abstract JsonNode answer(JsonNode body);

  /** Headers of a call, with others where they are given: name, value, name, value. */
  String[] headers(String requestId, String... others) {
    List<String> headers = new ArrayList<>(List.of("X-Client-Request-Id", requestId));
    if (this == MESSAGES) {
      headers.addAll(List.of("anthropic-version", "2023-06-01"));
    }
    headers.addAll(List.of(others));
    return headers.toArray(String[]::new);
  }

  Response call(ChatClient client, String requestId, String... others) {
    String body = body("m", "Hello there").toString();
    return client.post(path, body, headers(requestId, others));
  }

  /** The type of an error in this protocol's form; empty where the body has another form. */
  String errorType(JsonNode body) {
    boolean inForm =
        this == MESSAGES
            ? body.path("type").asText().equals("error") && !body.at("/error").has("code")
            : !body.has("type") && body.at("/error").has("code");
    return inForm && body.at("/error/message").isTextual() ? body.at("/error/type").asText() : "";
  }
}
