package org.evalbeam.endpoint;

import java.io.Serializable;
import org.evalbeam.endpoint.pacing.Limits;
import org.evalbeam.endpoint.protocol.Reply;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.endpoint.protocol.Usage;
import org.evalbeam.spec.KeyReference;
import org.jspecify.annotations.Nullable;

/**
 * Where calls of one model go, and on which terms: base URL, model and credentials. What is equal
 * in all of these shares its limits.
 *
 * @param name how progress and logs show it
 * @param identity what stands for the address in call ids: the base URL of the spec, marked where
 *     the catalog sends its calls elsewhere, so that it does not change with a port
 * @param url base URL that is really called, without a trailing slash
 * @param model model name in requests
 * @param apiKey reference to the key; null where none is sent
 * @param terms how it is called, and what that costs
 */
public record Endpoint(
    String name,
    String identity,
    String url,
    String model,
    @Nullable KeyReference apiKey,
    Terms terms)
    implements Serializable {

  /** Of the name alone, which is unlike others' and remembers its hash: maps ask for each call. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Most calls in flight, whether the endpoint says so or it is only how far we go. */
  public int mostInFlight() {
    Integer declared = terms.limits().maxInFlight();
    return declared == null ? Limits.MOST_IN_FLIGHT : declared;
  }

  /** What a reply costs; null where the price or the tokens are not known. */
  public @Nullable Double cost(Reply reply) {
    Price price = terms.price();
    return price == null ? null : price.of(reply.tokensPrompt(), reply.tokensCompletion());
  }

  /**
   * What a reply costs, by an estimate where it does not tell its tokens: it is paid all the same.
   *
   * @param told what it tells of them
   * @param body the reply as it came; empty where none of it is there
   * @return null where the price is not known
   */
  @Nullable Double estimatedCost(Request request, Usage told, String body) {
    Price price = terms.price();
    if (price == null) {
      return null;
    }
    Long prompt = told.prompt();
    Long completion = told.completion();
    return price.of(
        prompt == null ? Long.valueOf(request.inputTokens()) : prompt,
        completion == null ? Long.valueOf(Request.tokens(body)) : completion);
  }
}
