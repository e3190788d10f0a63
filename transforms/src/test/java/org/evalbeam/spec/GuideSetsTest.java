package org.evalbeam.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.junit.jupiter.api.Test;

/** Reads both sets of EvalAP's guide, as they stand in {@code configs}. */
class GuideSetsTest {

  @Test
  void theGridGivesTwelveExperimentsWithRepeatsInnermost() throws Exception {
    ExperimentSet set = read("model_comparison_v1.json");

    assertThat(set.experiments())
        .extracting(Experiment::name)
        .containsExactlyElementsOf(
            IntStream.range(0, 12).mapToObj(i -> "model_comparison_v1__" + i).toList());
    assertThat(set.experiments())
        .extracting(Experiment::repeat)
        .containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
    assertThat(set.experiments().stream().map(Experiment::variant).distinct())
        .containsExactly(
            "gpt-4o",
            "claude-3-opus-20240229",
            "google/gemma-2-9b-it",
            "meta-llama/Llama-3.1-8B-Instruct");
  }

  @Test
  void theGridsModelsKeepTheCommonSamplingParams() throws Exception {
    Experiment claude = read("model_comparison_v1.json").experiments().get(3);

    assertThat(claude.model())
        .isEqualTo(
            new Model(
                "claude-3-opus-20240229",
                "https://api.anthropic.com",
                FakeVocabulary.environment("ANTHROPIC_API_KEY"),
                null,
                null,
                null,
                Map.of("temperature", DoubleNode.valueOf(0.2)),
                Map.of(),
                null));
    assertThat(claude.dataset()).isEqualTo("qa_benchmark_v2");
    assertThat(claude.metrics())
        .extracting(MetricCall::alias)
        .containsExactly("judge_precision", "output_length", "generation_time");
    assertThat(claude.judge())
        .isEqualTo(
            new Model(
                "gpt-4o",
                FakeVocabulary.OPENAI,
                FakeVocabulary.environment("OPENAI_API_KEY"),
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                null));
  }

  @Test
  void theListGivesThreeExperimentsAndTheDefaultJudge() throws Exception {
    List<Experiment> experiments = read("custom_evaluation_set.json").experiments();

    assertThat(experiments)
        .extracting(Experiment::name)
        .containsExactly("gpt4o_standard", "gpt4o_creative", "llama3_with_rag");
    assertThat(experiments)
        .extracting(Experiment::variant)
        .containsExactly(
            "gpt-4o#{temperature=0}",
            "gpt-4o#{temperature=0.7}",
            "meta-llama/Llama-3.1-8B-Instruct");
    assertThat(experiments)
        .extracting(experiment -> String.valueOf(experiment.judge()))
        .allMatch(judge -> judge.contains("name=gpt-4o-mini"));
    assertThat(experiments.get(2).model().extraParams().get("rag"))
        .hasToString("{\"mode\":\"rag\",\"limit\":5}");
  }

  private static ExperimentSet read(String config) throws IOException, InvalidSpecException {
    Path file = Path.of(System.getProperty("evalbeam.home"), "configs", config);
    return SpecReader.read(config, Files.readString(file), new FakeVocabulary());
  }
}
