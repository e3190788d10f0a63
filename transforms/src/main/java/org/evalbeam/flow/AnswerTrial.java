package org.evalbeam.flow;

import java.util.Objects;
import org.evalbeam.data.Answer;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.ReplySource;
import org.evalbeam.data.Row;
import org.evalbeam.data.Status;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.data.Trial;
import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.spec.Experiment;
import org.jspecify.annotations.Nullable;

/** Makes the answer to a trial out of what came of its call, or of what the spec supplied. */
final class AnswerTrial {

  private AnswerTrial() {}

  /** The answer that a call gave. */
  static Answer called(
      Experiment experiment, Row row, AnswerCall call, PaidCalls.Paid<ChatReply> paid) {
    CallResult<ChatReply> result = paid.result();
    ChatReply reply = result.reply();
    Failure failure = result.failure();
    if (reply != null && reply.isEmpty()) {
      failure = new Failure(FailureReason.EMPTY_ANSWER, "the reply holds no text");
    }
    return answer(
        experiment,
        row,
        failure == null && reply != null ? reply.text() : null,
        reply == null ? null : reply.think(),
        failure,
        reply,
        result,
        paid.source(),
        call);
  }

  /** The answer to a row that asks nothing. */
  static Answer notAsked(Experiment experiment, Row row) {
    Failure failure = Objects.requireNonNull(Asked.of(experiment, row).failure());
    CallResult<ChatReply> nothing = CallResult.notMade(failure);
    return answer(experiment, row, null, null, failure, null, nothing, null, null);
  }

  private static Answer answer(
      Experiment experiment,
      Row row,
      @Nullable String text,
      @Nullable String think,
      @Nullable Failure failure,
      @Nullable ChatReply reply,
      CallResult<ChatReply> result,
      @Nullable ReplySource source,
      @Nullable AnswerCall call) {
    return new Answer(
        experiment.name(),
        experiment.variant(),
        experiment.repeat(),
        row.dataset(),
        row.numLine(),
        row.columns().get(Row.QUERY),
        row.columns().get(Row.OUTPUT_TRUE),
        text,
        think,
        failure == null ? Status.OK : Status.FAILED,
        failure == null ? null : failure.reason(),
        failure == null ? null : failure.message(),
        reply == null ? null : reply.finishReason(),
        reply == null ? null : reply.model(),
        null,
        reply == null ? null : reply.retrievalContext(),
        reply == null ? null : reply.toolCalls(),
        reply == null ? null : reply.tokensPrompt(),
        reply == null ? null : reply.tokensCompletion(),
        result.requestSeconds(),
        result.firstByteSeconds(),
        call == null ? null : result.waits().permit(),
        call == null ? null : result.waits().pacing(),
        call == null ? null : result.waits().retry(),
        result.attempts(),
        call == null || reply == null ? null : call.endpoint().cost(reply),
        source,
        call == null ? null : call.id());
  }

  /** The answer that came with the spec. */
  static Answer supplied(Experiment experiment, Trial trial) {
    Row row = trial.row();
    SuppliedOutput supplied = trial.supplied();
    boolean given = supplied != null && supplied.output() != null;
    return new Answer(
        experiment.name(),
        experiment.variant(),
        experiment.repeat(),
        row.dataset(),
        row.numLine(),
        row.columns().get(Row.QUERY),
        row.columns().get(Row.OUTPUT_TRUE),
        supplied == null ? null : supplied.output(),
        supplied == null ? null : supplied.think(),
        given ? Status.OK : Status.FAILED,
        given ? null : FailureReason.MISSING_FIELD,
        given ? null : "the spec supplies no output for this row",
        null,
        null,
        supplied == null ? null : supplied.context(),
        supplied == null ? null : supplied.retrievalContext(),
        supplied == null ? null : supplied.nbToolCalls(),
        supplied == null ? null : supplied.nbTokensPrompt(),
        supplied == null ? null : supplied.nbTokensCompletion(),
        supplied == null ? null : supplied.executionTime(),
        null,
        null,
        null,
        null,
        0,
        null,
        ReplySource.SUPPLIED,
        null);
  }
}
