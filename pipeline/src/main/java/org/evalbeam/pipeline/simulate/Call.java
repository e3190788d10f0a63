package org.evalbeam.pipeline.simulate;

import io.vertx.core.http.HttpServerRequest;

/**
 * A call that has come.
 *
 * @param http its request and response
 * @param requestId its {@code X-Client-Request-Id}; empty where it sent none
 * @param idHash hash of the request id; 0 where it sent none
 * @param number its number in the order of arrival, from 1
 * @param attempt how many calls with that id have come, this one included; 1 without id
 */
record Call(HttpServerRequest http, String requestId, long idHash, long number, int attempt) {}
