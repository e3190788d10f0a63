package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.evalbeam.pipeline.Program.Ended;
import org.evalbeam.pipeline.simulate.AnswerLengths;
import org.evalbeam.pipeline.simulate.Limits;
import org.evalbeam.pipeline.simulate.SimulatedOptions;
import org.evalbeam.pipeline.simulate.TokenLimits;
import org.evalbeam.pipeline.simulate.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the options of {@code evalbeam simulate} come to. */
class SimulateCommandTest {

  private static SimulatedOptions parsed(String... options) throws Exception {
    SimulateCommand command = new SimulateCommand();
    new CommandLine(command).parseArgs(options);
    return command.options();
  }

  @Test
  void withoutOptionsThereAreNoLimitsAndNoFaults() throws Exception {
    SimulatedOptions options = parsed("--port=0");

    assertThat(options.limits()).isEqualTo(Limits.none());
    assertThat(options.answerLengths()).isEqualTo(AnswerLengths.ofModels());
    assertThat(options.faults().strike(1, "id", 1)).isNull();
  }

  @Test
  void eachOptionHasItsEffect() throws Exception {
    SimulatedOptions options =
        parsed(
            "--port=0",
            "--requests-per-minute=1",
            "--tokens-per-minute=2",
            "--input-tokens-per-minute=3",
            "--output-tokens-per-minute=4",
            "--reserve-tokens",
            "--max-in-flight=5",
            "--no-retry-after",
            "--answer-tokens=300",
            "--answer-sigma=0.7",
            "--fault=error-500@2",
            "--fault=reset:once");

    assertThat(options.limits())
        .isEqualTo(new Limits(0, 1, new TokenLimits(2, 3, 4, true), 5, false));
    assertThat(options.answerLengths()).isEqualTo(new AnswerLengths(300, 0.7));
    assertThat(options.faults().strike(1, "id", 1)).isEqualTo(Fault.RESET);
    assertThat(options.faults().strike(2, "id", 1)).isEqualTo(Fault.ERROR_500);
    assertThat(options.faults().strike(3, "id", 2)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "--fault=boom, fault is 'boom'; it must be one of",
    "--fault=reset:7, share of a fault is 7.0; it must be from 0 to 1",
    "--tokens-per-minute=-1, limit of tokens per minute is -1; it must be at least 0",
    "--answer-tokens=-1, median of answer tokens is -1.0; it must be at least 0",
  })
  void whatIsWrongIsSaidOnce(String option, String message) {
    Ended ended = Program.run("simulate", "--port=0", option);

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains(message);
  }
}
