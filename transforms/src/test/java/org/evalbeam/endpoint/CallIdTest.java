package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.spec.KeyReference;
import org.junit.jupiter.api.Test;

class CallIdTest {

  /** Journals of paid replies are kept under these: whoever changes them, loses those. */
  @Test
  void idsStayTheSame() {
    assertThat(CallId.of("https://h/v1", "{}", 1, 2, 3))
        .as("printf '12:https://h/v12:{}5:1/2/3' | sha256sum | cut -c1-32")
        .isEqualTo("255cfca9d6b2cd0ff7ca730227d33b4e");
  }

  @Test
  void everyPartMakesADifference() {
    assertThat(
            List.of(
                CallId.of("e", "b", 0, 0, 0),
                CallId.of("f", "b", 0, 0, 0),
                CallId.of("e", "c", 0, 0, 0),
                CallId.of("e", "b", 1, 0, 0),
                CallId.of("e", "b", 0, 1, 0),
                CallId.of("e", "b", 0, 0, 1)))
        .doesNotHaveDuplicates();
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertThat(
            List.of(
                CallId.of("ab", "c", 0, 0, 0),
                CallId.of("a", "bc", 0, 0, 0),
                CallId.of("e", "b", 1, 11, 0),
                CallId.of("e", "b", 11, 1, 0),
                CallId.of("1:a", "b", 0, 0, 0),
                CallId.of("1", ":ab", 0, 0, 0)))
        .doesNotHaveDuplicates();
  }

  @Test
  void eachRepeatAndEachCallOfAJudgeIsItsOwn() {
    assertThat(
            List.of(
                CallId.ofJudgement("t", "e", "b", 0, 1),
                CallId.ofJudgement("t", "e", "b", 1, 1),
                CallId.ofJudgement("t", "e", "b", 0, 2),
                CallId.ofJudgement("t", "e", "b", 11, 1),
                CallId.ofJudgement("t", "e", "b", 1, 11),
                CallId.ofJudgement("u", "e", "b", 0, 1)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aPairIsTheSameWhicheverAnswerIsNamedFirst() {
    assertThat(CallId.ofPair("t", "u")).isEqualTo(CallId.ofPair("u", "t"));
    assertThat(
            List.of(
                CallId.ofPair("t", "u"),
                CallId.ofPair("t", "v"),
                CallId.ofPair("tu", ""),
                CallId.ofJudgement("t", "u", "", 0, 1)))
        .doesNotHaveDuplicates();
  }

  @Test
  void theKeyMakesNoDifference() {
    EndpointCatalog catalog = new EndpointCatalog("judge", "embedding", List.of());
    Endpoint without = catalog.resolve(Models.at("https://h/v1"));
    Endpoint with =
        catalog.resolve(Models.at("https://h/v1", new KeyReference(KeyReference.Kind.VAULT, "1")));

    assertThat(with).isNotEqualTo(without);
    assertThat(with.identity()).isEqualTo(without.identity());
    assertThat(
            Requests.answer(Dialect.OPENAI.chat(), Models.at("https://h/v1", with.apiKey()), "q"))
        .isEqualTo(Requests.answer(Dialect.OPENAI.chat(), Models.at("https://h/v1"), "q"));
  }
}
