package org.evalbeam.endpoint.protocol;

/**
 * A reply as it came over the wire, with the key scrubbed off: what a journal keeps.
 *
 * @param body the body, decompressed
 * @param seconds from sending the request to the last byte of the reply
 * @param firstByteSeconds from sending the request to the end of the reply's head
 */
public record RawReply(String body, double seconds, double firstByteSeconds) {}
