package org.evalbeam.endpoint.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request may take of an endpoint's allowance. */
class RequestTest {

  @ParameterizedTest
  @CsvSource({"'', 0", "a, 1", "abcd, 1", "abcde, 2", "日本語, 3", "ab日本, 3"})
  void aTokenIsFourLettersOrOneOtherSign(String text, long tokens) {
    assertThat(Request.tokens(text)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,  -,  -",
        "50, -,  50",
        "-,  60, 60",
        "50, 60, 60",
        "0,  -,  -",
        "-5, -,  -",
      })
  void theLimitOfAReplyIsTheOneThatTheBodyNames(
      @Nullable Integer maxTokens, @Nullable Integer maxCompletionTokens, @Nullable Long most) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (maxTokens != null) {
      body.put("max_tokens", maxTokens);
    }
    if (maxCompletionTokens != null) {
      body.put("max_completion_tokens", maxCompletionTokens);
    }

    assertThat(Request.of(body).mostOutputTokens()).isEqualTo(most);
  }
}
