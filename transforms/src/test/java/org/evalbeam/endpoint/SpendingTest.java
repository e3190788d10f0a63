package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.Request;
import org.evalbeam.endpoint.protocol.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls cost, and when that is enough. */
class SpendingTest {

  @Test
  void spendingStopsWhereTheLimitIsReached() {
    Spending spending = new Spending(1.0);
    spending.add(0.5);
    spending.add(null);
    assertThat(spending.exhausted()).isNull();

    spending.add(0.5);
    assertThat(Objects.requireNonNull(spending.exhausted()).reason())
        .isEqualTo(FailureReason.BUDGET_SPENT);
    assertThat(spending.total()).isEqualTo(1.0);
  }

  @Test
  void withoutALimitItNeverDoes() {
    Spending spending = new Spending(null);
    spending.add(1e9);

    assertThat(spending.exhausted()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2.5, 10, 1000000, 100000, 3.5",
        "2.5, 10, 0,       0,      0",
        "2.5, 10, -,       5,      -",
        "2.5, 10, 5,       -,      -",
        "0.1, 0,  1000000, -,      0.1",
        "0,   0,  -,       -,      0",
      })
  void aPriceIsForAMillionTokens(
      double input,
      double output,
      @Nullable Long prompt,
      @Nullable Long completion,
      @Nullable Double cost) {
    assertThat(new Price(input, output, "USD", null).of(prompt, completion)).isEqualTo(cost);
  }

  /** A request of 40 tokens, and a reply of 8 characters. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"1000, 10, 1.01", "-, 10, 0.05", "1000, -, 1.002", "-, -, 0.042"})
  void aReplyThatTellsNoTokensIsEstimated(
      @Nullable Long prompt, @Nullable Long completion, double cost) {
    Endpoint endpoint = priced(new Price(1000, 1000, "USD", null));
    Usage told = new Usage(prompt, completion);

    assertThat(endpoint.estimatedCost(new Request("{}", 40, null), told, "12345678"))
        .isEqualTo(cost);
    assertThat(priced(null).estimatedCost(new Request("{}", 40, null), told, "12345678")).isNull();
  }

  private static Endpoint priced(@Nullable Price price) {
    Endpoint endpoint = TestClient.endpoint("http://127.0.0.1/v1", TestClient.PATIENT, 1);
    return new Endpoint(
        endpoint.name(),
        endpoint.identity(),
        endpoint.url(),
        endpoint.model(),
        null,
        endpoint.terms().withModel(price, null));
  }
}
