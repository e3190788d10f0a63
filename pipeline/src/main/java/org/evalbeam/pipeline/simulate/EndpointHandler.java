package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import org.evalbeam.pipeline.simulate.fault.FaultyCall;
import org.evalbeam.pipeline.simulate.protocol.AnthropicMessages;
import org.evalbeam.pipeline.simulate.protocol.ApiException;
import org.evalbeam.pipeline.simulate.protocol.Dialect;
import org.evalbeam.pipeline.simulate.protocol.OpenAiChat;
import org.evalbeam.pipeline.simulate.protocol.OpenAiEmbeddings;
import org.evalbeam.pipeline.simulate.wire.Reply;

/** Finds who answers a request, by its path; answers what asks about the endpoint itself. */
final class EndpointHandler implements Handler<HttpServerRequest> {

  private static final JsonMapper JSON = new JsonMapper();

  private final EndpointState endpoint;
  private final Set<String> models;
  private final List<CallHandler<?, ?>> protocols;

  EndpointHandler(EndpointState endpoint, Set<String> models) {
    this.endpoint = endpoint;
    this.models = models;
    this.protocols =
        List.of(
            new CallHandler<>(new OpenAiChat(), endpoint.model()::complete, endpoint),
            new CallHandler<>(new AnthropicMessages(), endpoint.model()::complete, endpoint),
            new CallHandler<>(
                new OpenAiEmbeddings(), (asked, id) -> SimulatedEmbedder.embed(asked), endpoint));
  }

  @Override
  public void handle(HttpServerRequest http) {
    for (CallHandler<?, ?> protocol : protocols) {
      if (http.path().endsWith(protocol.path())) {
        call(protocol, http);
        return;
      }
    }
    try {
      Reply.json(200, page(http)).sendOn(http);
    } catch (ApiException e) {
      refuse(http, e, Dialect.OPENAI);
    }
  }

  private void call(CallHandler<?, ?> protocol, HttpServerRequest http) {
    try {
      if (http.path().startsWith(FaultyCall.REDIRECTED + "/")) {
        endpoint.log().redirected();
        throw unknownUrl(http);
      }
      require(HttpMethod.POST, http);
      protocol.handle(http);
    } catch (ApiException e) {
      refuse(http, e, protocol.dialect());
    }
  }

  private static void refuse(HttpServerRequest http, ApiException e, Dialect dialect) {
    Reply.json(dialect.status(e), dialect.body(e)).sendOn(http);
  }

  private static void require(HttpMethod method, HttpServerRequest http) throws ApiException {
    if (!http.method().equals(method)) {
      throw ApiException.wrongMethod(http.method() + " " + http.path(), method.name());
    }
  }

  private static ApiException unknownUrl(HttpServerRequest http) {
    return ApiException.unknownUrl(http.method() + " " + http.path());
  }

  private ObjectNode page(HttpServerRequest http) throws ApiException {
    if (http.path().endsWith("/models")) {
      require(HttpMethod.GET, http);
      return models();
    }
    if (http.path().equals("/stats")) {
      require(HttpMethod.GET, http);
      return stats(asks(http, "latencies"), asks(http, "seconds"));
    }
    throw unknownUrl(http);
  }

  private static boolean asks(HttpServerRequest http, String parameter) {
    return Boolean.parseBoolean(http.getParam(parameter));
  }

  private ObjectNode models() {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String model : models) {
      data.addObject().put("id", model).put("object", "model").put("owned_by", "simulated");
    }
    return list;
  }

  private ObjectNode stats(boolean withLatencies, boolean withSeconds) throws ApiException {
    if (withLatencies && !endpoint.recordLatencies()) {
      throw ApiException.badRequest("this endpoint does not record latencies");
    }
    ObjectNode stats = JSON.valueToTree(endpoint.stats());
    if (withLatencies) {
      stats.set("latencies_ms", JSON.valueToTree(endpoint.log().latencies()));
    }
    if (withSeconds) {
      stats.set("seconds", JSON.valueToTree(endpoint.log().seconds()));
    }
    return stats;
  }
}
