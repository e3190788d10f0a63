package org.evalbeam.flow;

import org.evalbeam.data.Row;
import org.evalbeam.endpoint.CallId;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Requests;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/**
 * The call that answers a trial. Trials with equal calls share one reply, and the call's identity
 * decides the shard, so that equal calls meet.
 *
 * @param endpoint where it goes
 * @param model who is asked
 * @param query what is asked
 * @param id its identity
 */
public record AnswerCall(Endpoint endpoint, Model model, String query, String id) {

  /** The answer is the first call of a task. */
  private static final int ORDINAL = 0;

  private static final String NO_ENDPOINT = "";

  /**
   * The call for a row.
   *
   * @return null where nothing can be asked: the outputs are supplied, or the row has no query
   */
  public static @Nullable AnswerCall of(PlannedExperiment planned, Row row) {
    AnswerCall call = of(planned, row, "");
    return call == null
        ? null
        : new AnswerCall(
            call.endpoint,
            call.model,
            call.query,
            CallId.of(
                call.endpoint.identity(),
                call.request().body(),
                planned.experiment().repeat(),
                ORDINAL,
                row.occurrence()));
  }

  /**
   * The call for a row whose identity is known, so that its request need not be built.
   *
   * @param id the identity
   * @return null where nothing can be asked
   */
  static @Nullable AnswerCall of(PlannedExperiment planned, Row row, String id) {
    Endpoint endpoint = planned.endpoint();
    String query = row.columns().get(Row.QUERY);
    return endpoint == null || query == null || query.isBlank()
        ? null
        : new AnswerCall(endpoint, planned.experiment().model(), query, id);
  }

  /** The identity of a trial's task: of its call, or of what stands for one. */
  static String task(PlannedExperiment planned, Row row) {
    AnswerCall call = of(planned, row);
    return call == null ? withoutCall(planned, row) : call.id;
  }

  /** What stands for the call's identity where there is none, since the spec brought the answer. */
  private static String withoutCall(PlannedExperiment planned, Row row) {
    Experiment experiment = planned.experiment();
    String asked = experiment.variant() + "\n" + row.columns().get(Row.QUERY);
    return CallId.of(NO_ENDPOINT, asked, experiment.repeat(), ORDINAL, row.occurrence());
  }

  /** What is sent. */
  public Request request() {
    return Requests.answer(endpoint.terms().protocol().chat(), model, query);
  }
}
