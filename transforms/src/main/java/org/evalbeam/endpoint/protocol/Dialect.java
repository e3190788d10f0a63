package org.evalbeam.endpoint.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The protocols that endpoints speak, by the names that a catalog gives them. */
public enum Dialect {
  /** OpenAI's, which most servers of open models speak too. */
  OPENAI,
  /** Anthropic's own. */
  ANTHROPIC;

  private static final ChatProtocol OPENAI_CHAT = new OpenAiChat();
  private static final ChatProtocol ANTHROPIC_MESSAGES = new AnthropicMessages();

  /** How its models are asked. */
  public ChatProtocol chat() {
    return switch (this) {
      case OPENAI -> OPENAI_CHAT;
      case ANTHROPIC -> ANTHROPIC_MESSAGES;
    };
  }

  /**
   * How the vectors of some texts are asked for. Only OpenAI's protocol is spoken, which every
   * provider of them offers.
   *
   * @param texts how many there are
   */
  public static Protocol<EmbeddingsReply> embeddings(int texts) {
    return new OpenAiEmbeddings(texts);
  }

  /** As a catalog writes it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names that a catalog may write. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Dialect::written).toList();
  }
}
