package org.evalbeam.endpoint.pacing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rates of one endpoint that are known: those declared, and those that replies name. What is
 * declared always wins.
 */
final class Rates {

  /** One of them, with what is left of it. */
  record Rate(Allowance allowance, TokenBucket bucket) {

    /** What a call of so many tokens takes of it. */
    long taken(long inputTokens, long outputTokens) {
      return allowance.resource().taken(inputTokens, outputTokens);
    }
  }

  private final String identity;
  private final BucketStore store;
  private final Map<Resource, HeaderBelief> beliefs = new EnumMap<>(Resource.class);
  private volatile List<Rate> known = List.of();

  /**
   * @param declared of the whole endpoint
   */
  Rates(String identity, Limits declared, BucketStore store) {
    this.identity = identity;
    this.store = store;
    for (Resource resource : Resource.values()) {
      learn(resource, resource.perMinute(store.share(declared)));
    }
    for (Resource resource : List.of(Resource.REQUESTS, Resource.TOKENS)) {
      if (resource.perMinute(declared) == null) {
        beliefs.put(resource, new HeaderBelief());
      }
    }
  }

  List<Rate> known() {
    return known;
  }

  /**
   * Learns from the headers of a good reply.
   *
   * @param learned is told in words
   * @return ns for which the next call is better held
   */
  long believe(RateHeaders headers, Consumer<String> learned) {
    return Math.max(
        believe(Resource.REQUESTS, headers.requests(), learned),
        believe(Resource.TOKENS, headers.tokens(), learned));
  }

  private long believe(Resource resource, RateHeaders.Reading reading, Consumer<String> learned) {
    HeaderBelief belief = beliefs.get(resource);
    if (belief == null) {
      return 0;
    }
    Double perMinute = belief.adopt(reading);
    if (perMinute != null) {
      learn(resource, resource.perMinute(store.share(resource.limits(perMinute))));
      learned.accept(
          String.format(Locale.ROOT, "replies name a limit of %,.0f %s/min", perMinute, resource));
    }
    return belief.hold(reading);
  }

  private void learn(Resource resource, @Nullable Double perMinute) {
    if (perMinute == null) {
      return;
    }
    Allowance allowance = new Allowance(resource, perMinute);
    List<Rate> rates = new ArrayList<>(known);
    rates.removeIf(rate -> rate.allowance.resource() == resource);
    rates.add(new Rate(allowance, store.bucket(identity, allowance)));
    rates.sort(Comparator.comparing(rate -> rate.allowance.resource()));
    known = List.copyOf(rates);
  }
}
