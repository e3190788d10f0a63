package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's comparison of models, with Anthropic's models over Anthropic's protocol. */
class AnthropicRunTest {

  private static final int ROWS = 3;
  private static final int REPEATS = 3;

  @ParameterizedTest
  @ValueSource(strings = {"", "/v1"})
  void theGuidesSetRunsOverBothProtocols(String version, @TempDir Path folder) throws Exception {
    String spec = Bench.shipped("model_comparison_v1.json");
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String server = rehearsal.endpoint().baseUrl().replace("/v1", "");
      rehearsal.catalog(
          """
          default_judge: gpt-4o
          endpoints:
            anthropic:
              base_url: https://api.anthropic.com
              protocol: anthropic
              send_to: $ANTHROPIC
              api_key: $KEY
            others:
              base_url: "*"
              models: ["*"]
              send_to: $OTHERS
              api_key: $KEY
          """
              .replace("$ANTHROPIC", server + version)
              .replace("$OTHERS", server + "/v1")
              .replace("$KEY", Canary.reference(rehearsal.bench())));

      Ran ran = rehearsal.run(spec, "--limit=" + ROWS);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls("claude-3-opus-20240229")).isEqualTo(ROWS * REPEATS);
      assertThat(ran.paidAgain()).isZero();
      assertThat(
              rehearsal.rows(
                  """
                  select model, finish_reason, count(*) from answers join experiments
                  using (experiment) where starts_with(model, 'claude') or model = 'gpt-4o'
                  group by all order by 1
                  """))
          .as("each protocol has its own words for the end of an answer")
          .containsExactly(
              List.of("claude-3-opus-20240229", "end_turn", (long) ROWS * REPEATS),
              List.of("gpt-4o", "stop", (long) ROWS * REPEATS));
      assertThat(
              rehearsal.rows(
                  """
                  select count(*) from answers
                  where nb_tokens_prompt > 0 and nb_tokens_completion > 0
                  """))
          .containsExactly(List.of(4L * ROWS * REPEATS));
    }
  }
}
