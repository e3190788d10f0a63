package org.evalbeam.metric.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How near a transcription is to the expected one: the normalised indel similarity in percent,
 * 100·(1 − d/(|a| + |b|)) with d = |a| + |b| − 2·LCS(a, b), over Unicode code points.
 */
public final class OcrRatio {

  /** The work of one pair grows with the product of the lengths; beyond this it takes minutes. */
  private static final long MOST_CELLS = 4_000_000_000_000L;

  private static final Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,})([^`]*)");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private OcrRatio() {}

  /** The texts are too long to be compared. */
  public static boolean isTooMuch(String a, String b) {
    return (long) a.length() * b.length() > MOST_CELLS;
  }

  /** The similarity, 0 to 100; of two empty texts 100. */
  public static double of(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    int all = left.length + right.length;
    return all == 0 ? 100 : 200.0 * CommonSubsequence.length(left, right) / all;
  }

  /**
   * What counts of a text: its last fenced block, else all of it, trimmed; where that is a JSON
   * list of blocks, their {@code text}s with a blank line between.
   */
  public static String content(String text) {
    String content = WhiteSpace.strip(lastFenced(text));
    return content.startsWith("[") ? joined(content) : content;
  }

  /** A fence that is not closed holds all that follows, as Markdown has it. */
  private static String lastFenced(String text) {
    @Nullable List<String> last = null;
    @Nullable String open = null;
    for (String line : text.lines().toList()) {
      Matcher fence = FENCE.matcher(line);
      boolean marked = fence.matches();
      if (open == null && marked) {
        open = fence.group(1);
        last = new ArrayList<>();
      } else if (open != null && marked && closes(fence, open)) {
        open = null;
      } else if (open != null && last != null) {
        last.add(line);
      }
    }
    return last == null ? text : String.join("\n", last);
  }

  private static boolean closes(Matcher fence, String open) {
    return fence.group(1).startsWith(open) && fence.group(2).isBlank();
  }

  private static String joined(String content) {
    try {
      List<String> texts = new ArrayList<>();
      for (JsonNode block : JSON.readTree(content)) {
        if (!block.path("text").isTextual()) {
          return content;
        }
        texts.add(block.path("text").textValue());
      }
      return texts.isEmpty() ? content : String.join("\n\n", texts);
    } catch (JsonProcessingException notJson) {
      return content;
    }
  }
}
