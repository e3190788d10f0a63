package org.evalbeam.metric;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evalbeam.data.FailureReason;
import org.evalbeam.metric.prompt.InvalidTemplateException;
import org.evalbeam.metric.prompt.PromptTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The texts that judges are asked with: those that ship with evalbeam, resources {@code
 * prompts/NAME.md} beside this class, and a user's in the place of some of them.
 */
public final class Prompts implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The prompts as they ship. */
  public static final Prompts SHIPPED = new Prompts(Map.of());

  private final TreeMap<String, String> replaced;

  private Prompts(Map<String, String> replaced) {
    this.replaced = new TreeMap<>(replaced);
  }

  /**
   * The shipped prompts but for these.
   *
   * @param texts prompt by name, each the name of one that ships
   */
  public static Prompts replacing(Map<String, String> texts) {
    return new Prompts(texts);
  }

  /**
   * The text of a prompt, without space at its end.
   *
   * @throws IllegalArgumentException where no prompt has the name
   */
  String text(String name) {
    String own = replaced.get(name);
    return (own == null ? shipped(name) : own).stripTrailing();
  }

  /**
   * A prompt as a template, over whatever fields it names.
   *
   * @throws IllegalArgumentException where it is none
   */
  PromptTemplate template(String name) {
    return parsed(name, text(name));
  }

  /**
   * A prompt as a template over the fields that the shipped one reads.
   *
   * @throws IllegalArgumentException where it is none, or reads others
   */
  PromptTemplate templateOfSameFields(String name) {
    PromptTemplate template = template(name);
    if (!replaced.containsKey(name)) {
      return template;
    }
    Set<String> known = new TreeSet<>(parsed(name, shipped(name)).fields());
    for (String field : template.fields()) {
      if (!known.contains(field)) {
        throw new IllegalArgumentException(
            "prompt %s: reads '%s', but is given %s".formatted(name, field, known));
      }
    }
    return template;
  }

  /**
   * A prompt for these values.
   *
   * @throws NoScoreException where it can't be made of them
   */
  static String rendered(PromptTemplate template, Map<String, ?> values) throws NoScoreException {
    try {
      return template.render(values);
    } catch (InvalidTemplateException e) {
      throw new NoScoreException(
          Score.failed(FailureReason.PROMPT_FAILED, String.valueOf(e.getMessage())));
    }
  }

  /** Whether all texts are the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Prompts prompts && prompts.replaced.equals(replaced);
  }

  @Override
  public int hashCode() {
    return replaced.hashCode();
  }

  private static PromptTemplate parsed(String name, String text) {
    try {
      return PromptTemplate.parse(text.stripTrailing());
    } catch (InvalidTemplateException e) {
      throw new IllegalArgumentException("prompt " + name + ": " + e.getMessage(), e);
    }
  }

  private static String shipped(String name) {
    String resource = "prompts/" + name + ".md";
    try (InputStream in = Prompts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + resource);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
