package org.evalbeam.flow;

import org.evalbeam.data.Answer;

/**
 * What answers are gathered by that are compared with each other.
 *
 * @param dataset dataset
 * @param numLine position of the row in it
 * @param repeat repeat of the variants
 */
public record RowKey(String dataset, int numLine, int repeat) {

  static RowKey of(Answer answer) {
    return new RowKey(answer.dataset(), answer.numLine(), answer.repeat());
  }
}
