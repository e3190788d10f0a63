package org.evalbeam.endpoint.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // content                     | provider's | text              | think
        "'answer'                      | -          | answer            | -",
        "' answer '                    | -          | answer            | -",
        "''                            | -          | ''                | -",
        "'answer'                      | ' own '    | answer            | own",
        "'answer'                      | ' '        | answer            | -",
        "'<think>why</think>answer'    | -          | answer            | why",
        "' <think> why </think> answer'| -          | answer            | why",
        "'why</think>answer'           | -          | answer            | why",
        "'[THINK]why[/THINK]answer'    | -          | answer            | why",
        "'<Think>why</THINK>answer'    | -          | answer            | why",
        "'<think>why[/think]answer'    | -          | answer            | why",
        "'<think></think>answer'       | -          | answer            | -",
        "'</think>answer'              | -          | answer            | -",
        "'why</think>'                 | -          | ''                | why",
        "'a</think>b</think>c'         | -          | b</think>c        | a",
        "'say <think> a</think>b'      | -          | b                 | say <think> a",
        "'$1\\</think>$2'              | -          | $2                | $1\\",
        "'<think>open'                 | -          | <think>open       | -",
        "'<thinking>a</thinking>b'     | -          | <thinking>a</thinking>b | -",
      })
  void whatComesBeforeTheFirstEndIsReasoning(
      String content, @Nullable String providers, String text, @Nullable String think) {
    assertThat(Reasoning.split(content, providers)).isEqualTo(new Reasoning(text, think));
  }

  @ParameterizedTest
  @CsvSource({"own, why, 'own\n\nwhy'", "' ', why, why", "own, '', own"})
  void bothReasoningsAreKept(String providers, String inline, String think) {
    assertThat(Reasoning.split("<think>" + inline + "</think>answer", providers))
        .isEqualTo(new Reasoning("answer", think));
  }
}
