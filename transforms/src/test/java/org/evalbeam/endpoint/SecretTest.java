package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  @Property(tries = 300)
  void noFormOfAKeyOutlastsScrubbing(
      @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 6, max = 80) String key,
      @ForAll @StringLength(max = 5) String before,
      @ForAll @StringLength(max = 5) String after) {
    Secret secret = new Secret(key);
    String json = TextNode.valueOf(key).toString();
    for (String form :
        new String[] {
          key, json.substring(1, json.length() - 1), URLEncoder.encode(key, StandardCharsets.UTF_8)
        }) {
      assertThat(secret.scrub("<" + form + ">")).isEqualTo("<(key)>");
    }
    String packed =
        Base64.getEncoder().encodeToString((before + key + after).getBytes(StandardCharsets.UTF_8));
    assertThat(secret.scrub(packed)).contains("(key)").hasSizeLessThan(packed.length() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-a/b+c=",
        "sk-a\\/b+c=",
        "sk-a%2Fb%2Bc%3D",
        "sk-a%2fb%2bc%3d",
        "%73%6b%2d%61%2F%62%2B%63%3D",
        "\\u0073k-a/b\\u002Bc=",
        "\\\\u0073k-a/b\\\\u002bc=",
      })
  void everyEscapeIsSeenThrough(String form) {
    assertThat(new Secret("sk-a/b+c=").scrub("[" + form + "]")).isEqualTo("[(key)]");
  }

  /** Tokens of clouds have thousands of characters, and threads that call have small stacks. */
  @ParameterizedTest
  @ValueSource(ints = {300, 500, 4_000})
  void aLongKeyIsScrubbedOnASmallStack(int length) throws Exception {
    String key = longKey(length);
    String nearly = key.substring(0, length - 1);
    for (String form : forms(key).toList()) {
      assertThat(onASmallStack(() -> new Secret(key).scrub("5% \\u00e9 " + nearly + "!" + form)))
          .isEqualTo("5% \\u00e9 " + nearly + "!(key)");
    }
  }

  /** Of characters that neither begin nor end an escape. */
  private static String longKey(int length) {
    String alphabet = "ghijklmnopqrstvwxyzGHIJ-_.+/=";
    return new Random(1)
        .ints(length, 0, alphabet.length())
        .mapToObj(i -> alphabet.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /** All of a key escaped in one way, for each way, and its characters in all ways by turns. */
  private static Stream<String> forms(String key) {
    List<String> ways = List.of("%2$c", "%%%1$02x", "%%%1$02X", "\\u00%1$02x", "\\\\u00%1$02X");
    return Stream.concat(
        ways.stream().map(way -> escaped(key, List.of(way))), Stream.of(escaped(key, ways)));
  }

  private static String escaped(String key, List<String> ways) {
    return IntStream.range(0, key.length())
        .mapToObj(i -> ways.get(i % ways.size()).formatted((int) key.charAt(i), key.charAt(i)))
        .collect(Collectors.joining());
  }

  private static String onASmallStack(Callable<String> task) throws Exception {
    FutureTask<String> result = new FutureTask<>(task);
    new Thread(null, result, "small", 256 << 10).start();
    return result.get();
  }

  @Test
  void everyOccurrenceIsReplaced() {
    assertThat(new Secret("sk-key").scrub("sk-keysk-key %73k-key SK-KEY"))
        .isEqualTo("(key)(key) (key) SK-KEY");
  }

  @Test
  void shortKeysAreLeftAloneForTheyTearHolesIntoTexts() {
    assertThat(new Secret("EMPTY").scrub("EMPTY %45MPTY")).isEqualTo("EMPTY %45MPTY");
  }

  @Test
  void aTextWithoutTheKeyIsUnchanged() {
    String text = "100 % of \\u00e9t\\u00e9 \\/ $1 \\n c2st";

    assertThat(new Secret("sk-$1\\E(key").scrub(text)).isEqualTo(text);
  }

  @Test
  void onlyTheHeaderHasTheKey() {
    assertThat(new Secret("sk-key").inHeader("Bearer ")).isEqualTo("Bearer sk-key");
    assertThat(new Secret("sk-key")).hasToString("(key)");
  }
}
