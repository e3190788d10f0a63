package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricRegistryTest {

  private final MetricRegistry registry = MetricRegistry.load();

  /** Each step of a pipeline asks for it, on each of a worker's threads. */
  @Test
  void isReadOnceForThePromptsOfARun() {
    String own = Prompts.SHIPPED.text("judge_exactness") + " Be brief.";
    Prompts prompts = Prompts.replacing(Map.of("judge_exactness", own));
    MetricRegistry replaced = MetricRegistry.load(prompts);

    assertThat(MetricRegistry.load()).isSameAs(registry);
    assertThat(MetricRegistry.load(Prompts.replacing(Map.of()))).isSameAs(registry);
    assertThat(MetricRegistry.load(Prompts.replacing(Map.of("judge_exactness", own))))
        .isSameAs(replaced)
        .isNotSameAs(registry);
    assertThat(replaced.find("judge_exactness").orElseThrow().prompts()).containsValue(own);
    assertThat(registry.find("judge_exactness").orElseThrow().prompts()).doesNotContainValue(own);
  }

  @Test
  void holdsTheMetricsThatShip() {
    assertThat(registry.names())
        .containsExactly(
            "answer_relevancy",
            "bias",
            "bleu",
            "chrf",
            "contains",
            "contextual_precision",
            "contextual_recall",
            "contextual_relevancy",
            "embedding_similarity",
            "energy_consumption",
            "exact_match",
            "faithfulness",
            "generation_time",
            "gwp_consumption",
            "hallucination",
            "json_schema",
            "json_valid",
            "judge_adhoc",
            "judge_completude",
            "judge_complexity",
            "judge_exactness",
            "judge_notator",
            "judge_pairwise",
            "judge_precision",
            "judge_rambling",
            "judge_relevant",
            "judge_rubric",
            "nb_tokens_completion",
            "nb_tokens_prompt",
            "nb_tool_calls",
            "numeric_match",
            "ocr_v1",
            "output_length",
            "pii_leakage",
            "prompt_alignment",
            "qcm_exactness",
            "ragas",
            "regex_match",
            "rouge_l",
            "summarization",
            "toxicity");
    assertThat(registry.find("output_length").orElseThrow().info().unit()).isEqualTo("words");
    assertThat(registry.find("nonsense")).isEmpty();
  }

  @Test
  void suggestsTheNearestName() {
    assertThat(registry.suggest("judge_precison")).contains("judge_precision");
    assertThat(registry.suggest("outputlength")).contains("output_length");
    assertThat(registry.suggest("qcm_exact")).contains("qcm_exactness");
    assertThat(registry.suggest("completely different")).isEmpty();
  }

  /** A second provider with a name that is taken. */
  private static final class Impostor implements MetricProvider {
    @Override
    public List<Metric> metrics() {
      return List.of(OutputLength.metric());
    }
  }

  @Test
  void aDoubledNameIsAnErrorThatNamesBothClasses() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MetricRegistry.of(List.of(new BuiltInMetrics(), new Impostor())))
        .withMessageContaining("output_length")
        .withMessageContaining(BuiltInMetrics.class.getName())
        .withMessageContaining(Impostor.class.getName());
  }
}
