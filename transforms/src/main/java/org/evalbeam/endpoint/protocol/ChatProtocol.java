package org.evalbeam.endpoint.protocol;

/** A protocol in which a model is asked for an answer. */
public interface ChatProtocol extends Protocol<ChatReply> {

  /** The request that asks this: the same bytes for the same question. */
  Request ask(ChatRequest asked);
}
