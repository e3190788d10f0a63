package org.evalbeam.journal;

/**
 * One reply that was paid for.
 *
 * @param callId identity of the call: 32 lowercase hexadecimal digits
 * @param task identity of the task that the call belongs to, in the same form: the answer's call id
 * @param endpoint identity of the endpoint, a URL
 * @param model the model that was asked for
 * @param atMillis when the reply was whole, in milliseconds since 1970 (UTC)
 * @param seconds from the request to the whole reply
 * @param firstByteSeconds from the request to the reply's first byte
 * @param body the reply's body as it came
 */
public record JournalEntry(
    String callId,
    String task,
    String endpoint,
    String model,
    long atMillis,
    double seconds,
    double firstByteSeconds,
    String body) {

  /** Refuses identities of another form, which no segment could hold. */
  public JournalEntry {
    EntryId.of("call id", callId);
    EntryId.of("task", task);
  }
}
