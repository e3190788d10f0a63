package org.evalbeam.data;

/**
 * A trial with its answer: what metrics without calls are computed from.
 *
 * @param trial the trial
 * @param answer its answer, of whatever status
 */
public record TrialAnswer(Trial trial, Answer answer) {}
