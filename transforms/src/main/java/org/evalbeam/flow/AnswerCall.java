package org.evalbeam.flow;

import org.evalbeam.data.Row;
import org.evalbeam.endpoint.CallId;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Requests;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.spec.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * The call that answers a trial. Trials with equal calls share one reply, and the call's identity
 * decides the shard, so that equal calls meet.
 *
 * @param endpoint where it goes
 * @param request what is asked
 * @param id its identity
 */
public record AnswerCall(Endpoint endpoint, Request request, String id) {

  /** The answer is the first call of a task. */
  private static final int ORDINAL = 0;

  private static final String NO_ENDPOINT = "";

  /**
   * The call for a row.
   *
   * @return null where nothing can be asked: the outputs are supplied, or the row asks nothing
   */
  public static @Nullable AnswerCall of(PlannedExperiment planned, Row row) {
    Endpoint endpoint = planned.endpoint();
    Experiment experiment = planned.experiment();
    Asked asked = endpoint == null ? null : Asked.of(experiment, row);
    if (endpoint == null || asked == null || asked.failure() != null) {
      return null;
    }
    Request request =
        Requests.answer(
            endpoint.terms().protocol().chat(), experiment.model(), asked.query(), asked.image());
    int occurrence = asked.image() == null ? row.occurrence() : row.imageOccurrence();
    return new AnswerCall(
        endpoint,
        request,
        CallId.of(endpoint.identity(), request.body(), experiment.repeat(), ORDINAL, occurrence));
  }

  /** What stands for the call's identity where there is none, since the spec brought the answer. */
  static String withoutCall(PlannedExperiment planned, Row row) {
    Experiment experiment = planned.experiment();
    String asked = experiment.variant() + "\n" + row.columns().get(Row.QUERY);
    return CallId.of(NO_ENDPOINT, asked, experiment.repeat(), ORDINAL, row.occurrence());
  }
}
