package org.evalbeam.pipeline.simulate.protocol;

import java.util.List;

/**
 * What a simulated model says to a chat request, before a protocol cuts it and gives it a form.
 *
 * @param reasoning what it thinks aloud first; empty where it does not reason
 * @param text the answer
 * @param searchResults passages found, best first; empty where none were asked for
 */
public record Utterance(String reasoning, String text, List<SearchResult> searchResults) {}
