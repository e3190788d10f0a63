package org.evalbeam.pipeline.simulate.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultRuleTest {

  private static final long EVER = Long.MAX_VALUE;

  @Test
  void theSyntaxNamesCallsShareAndOnce() {
    assertThat(FaultRule.parse("error-500")).isEqualTo(FaultRule.of(Fault.ERROR_500));
    assertThat(FaultRule.parse("reset:0.05"))
        .isEqualTo(new FaultRule(Fault.RESET, 1, EVER, 0.05, false));
    assertThat(FaultRule.parse("html@7")).isEqualTo(new FaultRule(Fault.HTML, 7, 7, 1, false));
    assertThat(FaultRule.parse("html@7-9")).isEqualTo(new FaultRule(Fault.HTML, 7, 9, 1, false));
    assertThat(FaultRule.parse("html@7-")).isEqualTo(FaultRule.of(Fault.HTML).within(7, EVER));
    assertThat(FaultRule.parse("hang:once")).isEqualTo(FaultRule.of(Fault.HANG).once());
    assertThat(FaultRule.parse("no-usage@1-100:0.5:once"))
        .isEqualTo(FaultRule.of(Fault.NO_USAGE).within(1, 100).withShare(0.5).once());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void eachFaultIsFoundByItsName(Fault fault) {
    assertThat(FaultRule.parse(fault.label()).fault()).isEqualTo(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "boom, 'fault is ''boom''; it must be one of rate-limited, '",
    "error-500:2, 'share of a fault is 2.0; it must be from 0 to 1'",
    "error-500:1.2.3, 'share of a fault is 1.2.3; it must be from 0 to 1'",
    "error-500@0, 'calls of a fault are 0-0; they count from 1'",
    "error-500@9-7, 'calls of a fault are 9-7; they count from 1'",
    "error-500@a, 'fault is ''error-500@a''; it must be NAME[@FROM[-[TO]]][:SHARE][:once]'",
    "error-500:twice, 'fault is ''error-500:twice''; it must be NAME'",
    "'', 'fault is ''''; it must be NAME'",
  })
  void whatIsWrongIsSaid(String text, String message) {
    assertThatThrownBy(() -> FaultRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
