package org.evalbeam.endpoint.pacing;

/**
 * What is to be known of a call when it ends.
 *
 * @param sentAt ns of the clock
 * @param cut how many cuts there had been when it was sent
 */
record Ticket(long sentAt, long cut) {}
