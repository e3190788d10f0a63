package org.evalbeam.flow;

import org.evalbeam.data.Answer;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.jspecify.annotations.Nullable;

/**
 * What one answer or judgement took.
 *
 * @param failed whether there is none
 * @param finishReason why the model stopped, in the endpoint's words; null where unknown
 * @param tokensPrompt tokens of the prompt; null where not reported
 * @param tokensCompletion tokens of the reply; null where not reported
 * @param cost what these cost; null where not known
 * @param seconds seconds that the request took; null where none did
 */
public record CallFigures(
    boolean failed,
    @Nullable String finishReason,
    @Nullable Long tokensPrompt,
    @Nullable Long tokensCompletion,
    @Nullable Double cost,
    @Nullable Double seconds) {

  static CallFigures of(Answer answer) {
    return new CallFigures(
        answer.status() == Status.FAILED,
        answer.finishReason(),
        answer.nbTokensPrompt(),
        answer.nbTokensCompletion(),
        answer.cost(),
        answer.generationTime());
  }

  static CallFigures of(Observation judged) {
    return new CallFigures(
        judged.status() == Status.FAILED,
        null,
        judged.judgeTokensPrompt(),
        judged.judgeTokensCompletion(),
        judged.judgeCost(),
        judged.judgeTime());
  }
}
