package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What the APIs of one provider have in common: keys, errors, and how they tell of limits. */
public interface Dialect {

  /** OpenAI's. */
  Dialect OPENAI = new OpenAiDialect();

  /** Anthropic's. */
  Dialect ANTHROPIC = new AnthropicDialect();

  /** The header that carries the key. */
  String keyHeader();

  /** The value of that header for a key. */
  String credential(String key);

  /** The HTTP status of an error. */
  int status(ApiException error);

  /** The body of an error. */
  ObjectNode body(ApiException error);

  /** The headers that tell how the limits stand. */
  Map<String, String> headers(List<Gauge> limits);
}
