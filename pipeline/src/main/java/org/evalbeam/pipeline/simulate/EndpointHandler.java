package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Finds who answers a request, by its path; answers what asks about the endpoint itself. */
final class EndpointHandler implements Handler<HttpServerRequest> {

  private static final JsonMapper JSON = new JsonMapper();

  private final Set<String> models;
  private final ChatHandler chat;
  private final boolean recordsLatencies;

  EndpointHandler(ChatHandler chat, SimulatedOptions options) {
    this.chat = chat;
    this.models = options.models().models().keySet();
    this.recordsLatencies = options.recordLatencies();
  }

  @Override
  public void handle(HttpServerRequest http) {
    try {
      if (http.path().endsWith("/chat/completions")) {
        require(HttpMethod.POST, http);
        chat.handle(http);
      } else if (http.path().endsWith("/models")) {
        require(HttpMethod.GET, http);
        Reply.ok(models()).sendOn(http.response());
      } else if (http.path().equals("/stats")) {
        require(HttpMethod.GET, http);
        Reply.ok(stats(Boolean.parseBoolean(http.getParam("latencies")))).sendOn(http.response());
      } else {
        throw ApiException.unknownUrl(http.method() + " " + http.path());
      }
    } catch (ApiException e) {
      Reply.refusal(e).sendOn(http.response());
    }
  }

  private static void require(HttpMethod method, HttpServerRequest http) throws ApiException {
    if (!http.method().equals(method)) {
      throw ApiException.wrongMethod(http.method() + " " + http.path(), method.name());
    }
  }

  private ObjectNode models() {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String model : models) {
      data.addObject().put("id", model).put("object", "model").put("owned_by", "simulated");
    }
    return list;
  }

  private ObjectNode stats(boolean withLatencies) throws ApiException {
    if (withLatencies && !recordsLatencies) {
      throw ApiException.badRequest("this endpoint does not record latencies");
    }
    ObjectNode stats = JSON.valueToTree(chat.stats());
    if (withLatencies) {
      stats.set("latencies_ms", JSON.valueToTree(chat.latencies()));
    }
    return stats;
  }
}
