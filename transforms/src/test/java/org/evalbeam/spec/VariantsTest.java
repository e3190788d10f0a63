package org.evalbeam.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.junit.jupiter.api.Test;

/** Which experiments are repeats of one variant, and what variants are called. */
class VariantsTest {

  private static final String GPT = "'model': {'name': 'gpt-4o'}";
  private static final String LENGTH = "'metrics': ['output_length']";
  private static final String PRECISION = "'metrics': ['judge_precision']";
  private static final String QA = "'dataset': 'qa_benchmark_v2'";
  private static final String OTHER = "'dataset': 'other_qa'";

  @Test
  void equalExperimentsAreRepeatsInTheOrderOfTheirAppearance() throws Exception {
    List<Experiment> experiments =
        read(
            fields(QA, GPT, LENGTH, "'readme': 'x'"),
            fields(OTHER, GPT, LENGTH),
            fields(QA, "'model': {'name': 'gpt-4o', 'api_key': 'sk-other'}", LENGTH));

    assertThat(experiments).extracting(Experiment::repeat).containsExactly(0, 0, 1);
    assertThat(experiments.get(2).variantId()).isEqualTo(experiments.get(0).variantId());
    assertThat(experiments.get(1).variantId()).isNotEqualTo(experiments.get(0).variantId());
  }

  @Test
  void theOrderOfMetricsAndOfKeysMakesNoVariant() throws Exception {
    String ab = "'model': {'name': 'gpt-4o', 'sampling_params': {'a': 1, 'b': 2}}";
    String ba = "'model': {'sampling_params': {'b': 2, 'a': 1}, 'name': 'gpt-4o'}";

    List<Experiment> experiments =
        read(
            fields(QA, ab, "'metrics': ['output_length', 'generation_time']"),
            fields(QA, ba, "'metrics': ['generation_time', 'output_length']"));

    assertThat(experiments).extracting(Experiment::repeat).containsExactly(0, 1);
  }

  @Test
  void equalNumbersAndTheCaseOfAHostMakeNoVariant() throws Exception {
    String at = "'model': {'name': 'gpt-4o', 'base_url': '%s', 'sampling_params': {'top_p': %s}}";

    List<Experiment> experiments =
        read(
            fields(QA, at.formatted("https://h.example/V1", "1"), LENGTH),
            fields(QA, at.formatted("HTTPS://H.Example/V1/", "1.0"), LENGTH),
            fields(QA, at.formatted("https://h.example/v1", "1e0"), LENGTH),
            fields(QA, at.formatted("https://h.example/V1", "1.5"), LENGTH));

    assertThat(experiments).extracting(Experiment::repeat).containsExactly(0, 1, 0, 0);
    assertThat(experiments.get(1).model()).isEqualTo(experiments.get(0).model());
  }

  @Test
  void theIdIsTheSameInEveryRun() throws Exception {
    // printf '{"dataset":"qa_benchmark_v2","metrics":[{"alias":"output_length",'
    //   '"name":"output_length","params":{}}],"model":{"base_url":"https://api.openai.com/v1",'
    //   '"extra_params":{},"name":"gpt-4o","sampling_params":{}}}' | sha256sum
    assertThat(read(fields(QA, GPT, LENGTH)).get(0).variantId()).isEqualTo("58818347f73d6b38");
  }

  @Test
  void variantsThatDifferByTheirDatasetOnlyShareALabel() throws Exception {
    assertThat(labels(fields(QA, GPT, LENGTH), fields(OTHER, GPT, LENGTH)))
        .containsExactly("gpt-4o", "gpt-4o");
  }

  @Test
  void aDatasetWithMetricsOfItsOwnDoesNotChangeTheLabel() throws Exception {
    assertThat(labels(fields(QA, GPT, PRECISION), fields(OTHER, GPT, LENGTH)))
        .containsExactly("gpt-4o", "gpt-4o");
  }

  @Test
  void parametersThatDifferStandInTheLabelOnAllDatasets() throws Exception {
    assertThat(
            labels(
                fields(QA, gpt("'sampling_params': {'temperature': 0.2, 'seed': 1}"), LENGTH),
                fields(QA, gpt("'sampling_params': {'seed': 1}"), LENGTH),
                fields(OTHER, gpt("'sampling_params': {'seed': 2}"), LENGTH),
                fields(QA, "'model': {'name': 'gpt-4o-mini'}", LENGTH)))
        .containsExactly(
            "gpt-4o#{temperature=0.2,seed=1}",
            "gpt-4o#{temperature=unset,seed=1}",
            "gpt-4o#{temperature=unset,seed=2}",
            "gpt-4o-mini");
  }

  @Test
  void promptsAndLongValuesAreShownByAShortHash() throws Exception {
    assertThat(
            labels(
                fields(QA, gpt("'system_prompt': 'Be brief.'"), LENGTH),
                fields(
                    QA,
                    gpt("'extra_params': {'rag': {'text': '" + "x".repeat(50) + "'}}"),
                    LENGTH)))
        .allMatch(
            label -> label.matches("gpt-4o#\\{system_prompt=(\\w{6}|unset),rag=(\\w{6}|unset)}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void judgesMetricsAndSamplesTellVariantsOfOneDatasetApart() throws Exception {
    assertThat(
            labels(
                fields(QA, GPT, PRECISION, "'judge_model': 'gpt-4o'"),
                fields(QA, GPT, PRECISION),
                fields(QA, GPT, LENGTH, "'sample': [0, 3]")))
        .containsExactly(
            "gpt-4o#{metrics=judge_precision,judge=gpt-4o,sample=unset}",
            "gpt-4o#{metrics=judge_precision,judge=gpt-4o-mini,sample=unset}",
            "gpt-4o#{metrics=output_length,judge=unset,sample=[0,3]}");
  }

  @Test
  void judgesOfOneNameAreToldApartByTheirParameters() throws Exception {
    String judge = "'judge_model': {'name': 'gpt-4o', 'sampling_params': {'temperature': %s}}";

    assertThat(
            labels(
                fields(QA, GPT, PRECISION, judge.formatted("0")),
                fields(QA, GPT, PRECISION, judge.formatted("1"))))
        .containsExactly("gpt-4o#{judge.temperature=0}", "gpt-4o#{judge.temperature=1}");
  }

  @Test
  void labelsThatStillCollideEndWithTheId() throws Exception {
    List<Experiment> experiments =
        read(
            fields(QA, gpt("'sampling_params': {'k': 1}"), LENGTH),
            fields(QA, gpt("'extra_params': {'k': 1}"), LENGTH));

    assertThat(experiments)
        .allSatisfy(
            e -> assertThat(e.variant()).isEqualTo("gpt-4o#" + e.variantId().substring(0, 8)));
  }

  private static List<String> labels(String... experiments) throws InvalidSpecException {
    return read(experiments).stream().map(Experiment::variant).toList();
  }

  private static List<Experiment> read(String... experiments) throws InvalidSpecException {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < experiments.length; i++) {
      list.append(i == 0 ? "" : ",").append("{'name': 'e%d', %s}".formatted(i, experiments[i]));
    }
    String json = "{'name': 's', 'experiments': [" + list + "]}";
    return SpecReader.read("s.json", json.replace('\'', '"'), new FakeVocabulary()).experiments();
  }

  private static String gpt(String fields) {
    return "'model': {'name': 'gpt-4o', " + fields + "}";
  }

  private static String fields(String... fields) {
    return Arrays.stream(fields).collect(Collectors.joining(", "));
  }
}
