package org.evalbeam.flow;

import org.evalbeam.data.Answer;
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
 */
public final class AnswerCall {

  /** The answer is the first call of a task. */
  private static final int ORDINAL = 0;

  private static final String NO_ENDPOINT = "";

  private final Endpoint endpoint;
  private final Model model;
  private final Asked asked;
  private final String id;

  /** Built when it is first asked for: a reply that is kept needs none. */
  private @Nullable Request request;

  private AnswerCall(
      Endpoint endpoint, Model model, Asked asked, String id, @Nullable Request request) {
    this.endpoint = endpoint;
    this.model = model;
    this.asked = asked;
    this.id = id;
    this.request = request;
  }

  /**
   * The call for a row.
   *
   * @return null where nothing can be asked: the outputs are supplied, or the row asks nothing
   */
  public static @Nullable AnswerCall of(PlannedExperiment planned, Row row) {
    Endpoint endpoint = planned.endpoint();
    Asked asked = endpoint == null ? null : Asked.of(planned.experiment(), row);
    if (endpoint == null || asked == null || asked.failure() != null) {
      return null;
    }
    Experiment experiment = planned.experiment();
    Request request = request(endpoint, experiment.model(), asked);
    int occurrence = asked.image() == null ? row.occurrence() : row.imageOccurrence();
    String id =
        CallId.of(endpoint.identity(), request.body(), experiment.repeat(), ORDINAL, occurrence);
    return new AnswerCall(endpoint, experiment.model(), asked, id, request);
  }

  /**
   * The call for a row, whose request need not be built where its identity is known.
   *
   * @param id the identity; null where it is to be found
   * @return null where nothing can be asked
   */
  static @Nullable AnswerCall of(PlannedExperiment planned, Row row, @Nullable String id) {
    if (id == null) {
      return of(planned, row);
    }
    Endpoint endpoint = planned.endpoint();
    Asked asked = endpoint == null ? null : Asked.of(planned.experiment(), row);
    return endpoint == null || asked == null || asked.failure() != null
        ? null
        : new AnswerCall(endpoint, planned.experiment().model(), asked, id, null);
  }

  private static Request request(Endpoint endpoint, Model model, Asked asked) {
    return Requests.answer(endpoint.terms().protocol().chat(), model, asked.query(), asked.image());
  }

  /** The identity of a trial's task: of its call, or of what stands for one. */
  static String task(PlannedExperiment planned, Row row) {
    AnswerCall call = of(planned, row);
    return call == null ? withoutCall(planned, row) : call.id;
  }

  /** The identity of the task that gave an answer. */
  static String task(PlannedExperiment planned, Row row, Answer answer) {
    String call = answer.callId();
    return call == null ? task(planned, row) : call;
  }

  /** What stands for the call's identity where there is none, since the spec brought the answer. */
  private static String withoutCall(PlannedExperiment planned, Row row) {
    Experiment experiment = planned.experiment();
    String asked = experiment.variant() + "\n" + row.columns().get(Row.QUERY);
    return CallId.of(NO_ENDPOINT, asked, experiment.repeat(), ORDINAL, row.occurrence());
  }

  /** Where it goes. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Its identity. */
  public String id() {
    return id;
  }

  /** What is sent. */
  public Request request() {
    Request built = request;
    if (built == null) {
      built = request(endpoint, model, asked);
      request = built;
    }
    return built;
  }
}
