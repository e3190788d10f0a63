package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.evalbeam.endpoint.CallResult;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Price;
import org.evalbeam.endpoint.Waits;
import org.evalbeam.endpoint.protocol.ChatReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What several calls for one score took together. */
class JudgeTallyTest {

  private static final Endpoint PRICED =
      Experiments.priced(new Price(1_000_000, 1_000_000, "EUR", null));

  private final JudgeTally tally = new JudgeTally();

  private static CallResult<ChatReply> replied(@Nullable Long tokens) {
    ChatReply reply = new ChatReply("yes", null, null, "m", tokens, tokens, 0, null);
    return new CallResult<>(reply, null, null, 1, Waits.NONE);
  }

  @Test
  void whatWasKeptIsPartOfTheCostAndNotPaidAgain() {
    tally.add(replied(3L).withoutCosts(), PRICED);
    assertThat(tally.cost()).isEqualTo(6);
    assertThat(tally.spent()).isZero();

    tally.add(replied(5L), PRICED);
    assertThat(tally.cost()).isEqualTo(16);
    assertThat(tally.spent()).isEqualTo(10);
  }

  @Test
  void whatIsNotKnownOfAnyIsNotKnownOfAll() {
    tally.add(replied(3L), PRICED);
    tally.add(replied(null).withoutCosts(), PRICED);
    assertThat(tally.cost()).isNull();
    assertThat(tally.spent()).isEqualTo(6);

    tally.add(replied(null), PRICED);
    assertThat(tally.spent()).isNull();
  }
}
