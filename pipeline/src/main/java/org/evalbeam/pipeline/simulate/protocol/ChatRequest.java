package org.evalbeam.pipeline.simulate.protocol;

/**
 * A chat completion that was asked for, in whatever protocol, as far as the simulated models heed
 * it.
 *
 * @param model the model's name
 * @param question the text of the last user message; empty where there is none
 * @param promptTokens estimated tokens of all messages
 * @param greedy whether the temperature is 0, so that repeats are equal
 * @param maxTokens where the completion is cut; {@link Integer#MAX_VALUE}: nowhere
 * @param passages how many search results are asked for; 0: none
 * @param fingerprint SHA-256 in hex of the body with its keys sorted and without white space
 */
public record ChatRequest(
    String model,
    String question,
    int promptTokens,
    boolean greedy,
    int maxTokens,
    int passages,
    String fingerprint)
    implements ApiRequest {}
