package org.evalbeam.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model returned for a trial; one row of the answers table. */
public record Answer(
    @Doc("Experiment, unique in the set.") String experiment,
    @Doc("Variant: what the repeats of one configuration have in common.") String variant,
    @Doc("Repeat of the variant, from 0.") int repeat,
    @Doc("Dataset.") String dataset,
    @Doc("Position of the row in its dataset, from 0.") int numLine,
    @Doc("The row's query. Null where the dataset has none.") @Nullable String query,
    @Doc("The row's expected answer. Null where the dataset has none.") @Nullable String outputTrue,
    @Doc("The answer's text, without the reasoning. Null where the status is not ok.")
        @Nullable String answer,
    @Doc("The model's reasoning, split off the answer. Null where it gave none.")
        @Nullable String think,
    @Doc("ok or failed.") Status status,
    @Doc("Why there is no answer, one of the failure reasons. Null where the status is ok.")
        @Nullable FailureReason reason,
    @Doc("What was found, in words. Null where the status is ok.") @Nullable String errorMsg,
    @Doc("Why the model stopped, as the endpoint says it (stop, length, ...). Null where unknown.")
        @Nullable String finishReason,
    @Doc("The model's name as the endpoint returned it. Null where it returned none.")
        @Nullable String modelReturned,
    @Doc("Texts that the model was given, where the spec supplied them. Null otherwise.")
        @Nullable List<String> context,
    @Doc("Texts that the model's search found, best first. Null where it did not search.")
        @Nullable List<String> retrievalContext,
    @Doc("Tool calls that the model made. Null where unknown.") @Nullable Long nbToolCalls,
    @Doc("Tokens of the prompt, from the endpoint's usage. Null where not reported.")
        @Nullable Long nbTokensPrompt,
    @Doc("Tokens of the answer, from the endpoint's usage. Null where not reported.")
        @Nullable Long nbTokensCompletion,
    @Doc("Seconds that the successful request took, without any waiting. Null where none did.")
        @Nullable Double generationTime,
    @Doc("Seconds from that request to the head of its reply. Null where none did.")
        @Nullable Double firstByteTime,
    @Doc("Seconds spent waiting for a permit, a place in flight. Null where nothing was called.")
        @Nullable Double permitWaitTime,
    @Doc("Seconds spent waiting for the endpoint's rates and cooldowns. Null likewise.")
        @Nullable Double pacingWaitTime,
    @Doc("Seconds spent on failed requests and waiting between attempts. Null likewise.")
        @Nullable Double retryWaitTime,
    @Doc("HTTP requests made for this answer; 0 where nothing was called.") int attempts,
    @Doc(
            "What the reply's tokens cost by the endpoint catalog, whoever paid for them and when;"
                + " in the currency of that price. Null where price or tokens are not known.")
        @Nullable Double cost,
    @Doc(
            "Where the reply came from: call (this trial's own request), shared (another request for"
                + " the same call that ended during this run, by this run or by one beside it),"
                + " journal (an earlier run's request), supplied (the spec). Null where nothing was"
                + " to be called.")
        @Nullable ReplySource replySource,
    @Doc("Identity of the call, sent as X-Client-Request-Id. Null where nothing was to be called.")
        @Nullable String callId) {}
