package org.evalbeam.pipeline.simulate;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * All simulated models: a request in, a completion out. The completion is a pure function of the
 * seed, the model, the request's body and its id; at temperature 0 the id has no part in it.
 */
final class SimulatedModel {

  private static final String REASONING =
      "<think>\nI recall what I know of the question, weigh it, and settle on one answer.\n</think>\n\n";

  private final long seed;
  private final ModelProfiles profiles;
  private final Respondent respondent;
  private final SimulatedJudge judge;
  private final SimulatedSearch search;

  SimulatedModel(long seed, ModelProfiles profiles, KnownAnswers answers) {
    this.seed = seed;
    this.profiles = profiles;
    this.respondent = new Respondent(seed, answers);
    this.judge = new SimulatedJudge(answers);
    this.search = new SimulatedSearch(answers);
  }

  Completion complete(ChatRequest request, String requestId) {
    ModelProfile profile = profiles.of(request.model());
    Draws draws = draws("answer", request, request.greedy() ? "" : requestId);
    Optional<JudgePrompt> judged = JudgePrompt.read(request.question());
    String text =
        judged.isPresent()
            ? judge.reply(judged.get(), profile, draws)
            : respondent.answer(request.question(), profile, draws);
    List<SearchResult> found = search.find(request.question(), request.passages(), draws);
    return Completion.of(request, profile.reasoning() ? REASONING + text : text, found);
  }

  /** The id of the reply, the same for the same request. */
  String replyId(ChatRequest request, String requestId) {
    long bits = draws("reply id", request, requestId).bits();
    return "chatcmpl-" + HexFormat.of().toHexDigits(bits);
  }

  /** How long the completion takes, whole milliseconds; the id has its part at any temperature. */
  long latencyMs(ChatRequest request, String requestId, Delays delays) {
    return delays.millis(profiles.of(request.model()), draws("latency", request, requestId));
  }

  private Draws draws(String purpose, ChatRequest request, String requestId) {
    return Draws.of(seed, purpose, request.model(), request.fingerprint(), requestId);
  }
}
