package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
