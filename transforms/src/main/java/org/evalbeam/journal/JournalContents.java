package org.evalbeam.journal;

import java.time.Instant;
import java.util.List;

/**
 * What a journal holds.
 *
 * @param kinds by endpoint and model, in their order
 * @param segments number of files
 * @param bytes their size
 * @param unreadable lines that can't be read, of whatever model
 * @param unreadableBytes bytes of these, and of files that can't be read at all
 */
public record JournalContents(
    List<Kind> kinds, int segments, long bytes, long unreadable, long unreadableBytes) {

  /**
   * The replies of one model at one endpoint.
   *
   * @param endpoint identity of the endpoint, a URL
   * @param model the model that was asked for
   * @param entries number of replies
   * @param bytes what they take
   * @param first when the oldest came
   * @param last when the newest came
   */
  public record Kind(
      String endpoint, String model, long entries, long bytes, Instant first, Instant last) {}
}
