package org.evalbeam.journal;

/** x. */
public record JournalEntry(
    String callId,
    String task,
    String endpoint,
    String model,
    long atMillis,
    double seconds,
    double firstByteSeconds,
    String body) {}
