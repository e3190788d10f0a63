package org.evalbeam.benchmarks;

import java.util.Map;

/**
 * An endpoint, and what the endpoint catalog of a job declares of it.
 *
 * @param baseUrl base URL of its OpenAI API
 * @param limits the catalog's fields with their numbers; empty where the program has to find out
 */
record Declared(String baseUrl, Map<String, Integer> limits) {

  static Declared nothing(String baseUrl) {
    return new Declared(baseUrl, Map.of());
  }

  static Declared inFlight(String baseUrl, int calls) {
    return new Declared(baseUrl, Map.of("max_in_flight", calls));
  }

  static Declared requestsPerMinute(String baseUrl, int requests) {
    return new Declared(baseUrl, Map.of("requests_per_minute", requests));
  }

  static Declared tokensPerMinute(String baseUrl, int tokens) {
    return new Declared(baseUrl, Map.of("tokens_per_minute", tokens));
  }
}
