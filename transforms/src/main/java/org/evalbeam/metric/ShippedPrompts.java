package org.evalbeam.metric;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.evalbeam.metric.prompt.InvalidTemplateException;
import org.evalbeam.metric.prompt.PromptTemplate;

/** The prompts that ship with evalbeam, resources {@code prompts/NAME.md} beside this class. */
final class ShippedPrompts {

  private ShippedPrompts() {}

  /**
   * The text of a prompt, without space at its end.
   *
   * @throws IllegalArgumentException where no prompt has the name
   */
  static String text(String name) {
    String resource = "prompts/" + name + ".md";
    try (InputStream in = ShippedPrompts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + resource);
      }
      return new String(in.readAllBytes(), UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PromptTemplate template(String name) {
    try {
      return PromptTemplate.parse(text(name));
    } catch (InvalidTemplateException e) {
      throw new IllegalStateException("prompts/" + name + ".md: " + e.getMessage(), e);
    }
  }
}
