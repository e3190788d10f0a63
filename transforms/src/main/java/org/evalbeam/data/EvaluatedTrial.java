package org.evalbeam.data;

import java.util.List;

/**
 * A trial with all that calls gave for it: what is left to do needs none. One element for all of
 * it, since a runner such as Flink hands each element of a step with several outputs to all of
 * them.
 *
 * @param trial the trial
 * @param answer its answer, of whatever status
 * @param judged the observations of metrics that ask models
 */
public record EvaluatedTrial(Trial trial, Answer answer, List<Observation> judged) {}
