package org.evalbeam.endpoint.protocol;

/** How an endpoint is spoken to: where a request goes, its body, and what a reply means. */
public interface Protocol {

  /** Path below the base URL. */
  String path();

  /** The request's body: JSON, the same bytes for the same request. */
  String body(ChatRequest request);

  /**
   * Reads a reply of status 200.
   *
   * @throws CallFailedException where the reply is not what the protocol promises
   */
  Reply read(String body) throws CallFailedException;
}
