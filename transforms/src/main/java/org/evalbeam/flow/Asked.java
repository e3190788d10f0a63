package org.evalbeam.flow;

import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Row;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.endpoint.protocol.Image;
import org.evalbeam.spec.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * What a row asks of a model, or why it asks nothing.
 *
 * @param query the question; with an image it may be null or blank
 * @param image the image; null where the experiment shows none
 * @param failure why nothing can be asked; null where it can
 */
record Asked(@Nullable String query, @Nullable Image image, @Nullable Failure failure) {

  static Asked of(Experiment experiment, Row row) {
    String query = row.columns().get(Row.QUERY);
    if (experiment.withVision()) {
      return about(query, row.columns().get(Row.IMG));
    }
    return query == null || query.isBlank()
        ? nothing(missing(Row.QUERY))
        : new Asked(query, null, null);
  }

  private static Asked about(@Nullable String query, @Nullable String image) {
    if (image == null || image.isBlank()) {
      return nothing(missing(Row.IMG));
    }
    try {
      return new Asked(query, Image.read(image), null);
    } catch (CallFailedException unreadable) {
      return nothing(unreadable.failure());
    }
  }

  private static Asked nothing(Failure failure) {
    return new Asked(null, null, failure);
  }

  private static Failure missing(String column) {
    return new Failure(FailureReason.MISSING_FIELD, "the row's " + column + " is null or blank");
  }
}
