package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.evalbeam.data.FailureReason;
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
}
