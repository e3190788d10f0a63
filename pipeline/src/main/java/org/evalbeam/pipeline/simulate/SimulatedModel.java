package org.evalbeam.pipeline.simulate;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.evalbeam.pipeline.simulate.draw.Draws;
import org.evalbeam.pipeline.simulate.protocol.ApiRequest;
import org.evalbeam.pipeline.simulate.protocol.ChatRequest;
import org.evalbeam.pipeline.simulate.protocol.SearchResult;
import org.evalbeam.pipeline.simulate.protocol.Utterance;

/**
 * All simulated models: a request in, an answer out. The answer is a pure function of the seed, the
 * model, the request's body and its id; at temperature 0 the id has no part in it.
 */
final class SimulatedModel {

  private static final String REASONING =
      "I recall what I know of the question, weigh it, and settle on one answer.";

  private final long seed;
  private final ModelProfiles profiles;
  private final AnswerLengths lengths;
  private final Respondent respondent;
  private final SimulatedJudge judge;
  private final SimulatedSearch search;

  SimulatedModel(long seed, ModelProfiles profiles, KnownAnswers answers, AnswerLengths lengths) {
    this.seed = seed;
    this.profiles = profiles;
    this.lengths = lengths;
    this.respondent = new Respondent(seed, answers);
    this.judge = new SimulatedJudge(answers);
    this.search = new SimulatedSearch(answers);
  }

  Utterance complete(ChatRequest request, String requestId) {
    ModelProfile profile = profiles.of(request.model());
    String sampleId = request.greedy() ? "" : requestId;
    Draws draws = draws("answer", request, sampleId);
    Optional<JudgePrompt> judged = JudgePrompt.read(request.question());
    String text =
        judged.isPresent()
            ? judge.reply(judged.get(), profile, draws)
            : lengths.fillUp(
                respondent.answer(request.question(), profile, draws),
                request.maxTokens(),
                () -> draws("length", request, sampleId));
    List<SearchResult> found = search.find(request.question(), request.passages(), draws);
    return new Utterance(profile.reasoning() ? REASONING : "", text, found);
  }

  /** The hex digits of the reply's id, the same for the same request. */
  String replyId(ApiRequest request, String requestId) {
    return HexFormat.of().toHexDigits(draws("reply id", request, requestId).bits());
  }

  /** How long the answer takes, whole milliseconds; the id has its part at any temperature. */
  long latencyMs(ApiRequest request, String requestId, Delays delays) {
    return delays.millis(profiles.of(request.model()), draws("latency", request, requestId));
  }

  private Draws draws(String purpose, ApiRequest request, String requestId) {
    return Draws.of(seed, purpose, request.model(), request.fingerprint(), requestId);
  }
}
