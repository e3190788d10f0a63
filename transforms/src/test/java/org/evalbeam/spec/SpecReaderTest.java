package org.evalbeam.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.junit.jupiter.api.Test;

/** What specs that are right become. */
class SpecReaderTest {

  private final FakeVocabulary vocabulary = new FakeVocabulary("GONE");

  @Test
  void takesAddressAndKeyFromTheCatalogWhereTheSpecHasNone() throws Exception {
    Model model = model("'name': 'gpt-4o'");

    assertThat(model.baseUrl()).isEqualTo(FakeVocabulary.OPENAI);
    assertThat(model.apiKey()).isEqualTo(FakeVocabulary.environment("OPENAI_API_KEY"));
  }

  @Test
  void aSpecInYamlIsTheSameAsInJson() throws Exception {
    String yaml =
        """
        # yaml-language-server: $schema=experiment-set.schema.json
        name: s
        readme:
        cv:
          common_params:
            dataset: other_qa
            model:
              base_url: https://h/v1
              api_key: ${GONE_TOO}
              prelude_prompt: |
                Answer briefly,
                and truly.
            metrics: [output_length]
          grid_params:
            model:
              - name: a
              - name: "1.0"
          repeat: 2
        """;
    String json =
        """
        {"name": "s", "readme": null, "cv": {"common_params": {"dataset": "other_qa", "model":
          {"base_url": "https://h/v1", "api_key": "${GONE_TOO}",
           "prelude_prompt": "Answer briefly,\\nand truly.\\n"}, "metrics": ["output_length"]},
          "grid_params": {"model": [{"name": "a"}, {"name": "1.0"}]}, "repeat": 2}}
        """;
    ExperimentSet set = SpecReader.read("s.json", json, vocabulary);
    assertThat(SpecReader.read("s.yaml", yaml, vocabulary)).isEqualTo(set);
    assertThat(SpecReader.read("S.YML", yaml, vocabulary)).isEqualTo(set);
    assertThat(RedactedSpec.of("s.yaml", yaml)).isEqualTo(RedactedSpec.of("s.json", json));
  }

  @Test
  void whatIsWrongInYamlIsToldAtItsPath() {
    String yaml =
        "name: s\nexperiments:\n  - name: a\n    dataset: other_qa\n    model: {name: 1.0}\n    metrics: [output_length]\n";
    assertThatThrownBy(() -> SpecReader.read("s.yaml", yaml, vocabulary))
        .hasMessage(
            "s.yaml: $.experiments[0].model.name: found 1.0, must be a text that is not blank");
  }

  @Test
  void takesTheCatalogsKeyForTheCatalogsAddressOnly() throws Exception {
    assertThat(
            model("'name': 'gpt-4o', 'base_url': 'https://api.openai.com/v1/', 'api_key': null")
                .apiKey())
        .isEqualTo(FakeVocabulary.environment("OPENAI_API_KEY"));
    assertThat(model("'name': 'gpt-4o', 'base_url': 'https://elsewhere.org/v1'").apiKey()).isNull();
  }

  @Test
  void readsReferencesToKeysInApiKeyOnly() throws Exception {
    Model model =
        model(
            "'name': 'm', 'base_url': 'http://localhost:8000', 'api_key': '${file:/run/k}',"
                + " 'system_prompt': '${GONE}', 'extra_params': {'x': '${GONE}'}");

    assertThat(model.apiKey()).isEqualTo(new KeyReference(KeyReference.Kind.FILE, "/run/k"));
    assertThat(model.systemPrompt()).isEqualTo("${GONE}");
    assertThat(model.extraParams())
        .containsExactly(Map.<String, JsonNode>entry("x", TextNode.valueOf("${GONE}")));
  }

  @Test
  void putsALiteralKeyIntoTheVaultOnce() throws Exception {
    ExperimentSet set =
        read(
            "'cv': {'common_params': {'dataset': 'other_qa', 'metrics': ['output_length'], 'model':"
                + " {'base_url': 'https://h/v1', 'api_key': 'sk-1'}}, 'grid_params': {'model':"
                + " [{'name': 'a'}, {'name': 'b'}]}}");

    assertThat(vocabulary.vault).containsExactly("sk-1");
    assertThat(set.experiments())
        .extracting(experiment -> experiment.model().apiKey())
        .containsOnly(new KeyReference(KeyReference.Kind.VAULT, "0"));
  }

  @Test
  void resolvesAJudgeOnlyWhereAMetricNeedsOne() throws Exception {
    String unresolvable = ", 'judge_model': {'name': 'unknown', 'api_key': '${GONE}'}";

    ExperimentSet set =
        read(
            "'experiments': ["
                + experiment("a", "'name': 'gpt-4o'", "'output_length'", unresolvable)
                + ","
                + experiment("b", "'name': 'gpt-4o'", "'judge_precision'", "")
                + "]");

    assertThat(set.experiments().get(0).judge()).isNull();
    assertThat(set.experiments().get(1).judge())
        .extracting(judge -> judge == null ? "" : judge.name())
        .isEqualTo("gpt-4o-mini");
  }

  @Test
  void readsSuppliedOutputsWithoutAskingForAQueryOrAnAddress() throws Exception {
    ExperimentSet set =
        read(
            "'experiments': [{'name': 'a', 'dataset': 'texts', 'sample': [2, 0], 'metrics':"
                + " ['output_length'], 'model': {'aliased_name': 'mine', 'output': ['x', null],"
                + " 'think': [null, 't'], 'execution_time': [1, 0.5], 'nb_tokens_prompt': [3.0,"
                + " null], 'retrieval_context': [['r'], null]}}]");

    Model model = set.experiments().get(0).model();
    assertThat(model.name()).isEqualTo("mine");
    assertThat(model.baseUrl()).isNull();
    assertThat(set.suppliedOutputs())
        .containsExactly(
            Map.entry(
                String.valueOf(model.suppliedOutputs()),
                List.of(
                    new SuppliedOutput("x", null, 1.0, 3L, null, null, null, List.of("r")),
                    new SuppliedOutput(null, "t", 0.5, null, null, null, null, null))));
  }

  @Test
  void readsInlineDatasetsWithTheirContentAsJsonOrAsATextOfJson() throws Exception {
    String inline = "{'name': 'own', 'df': %s, 'columns_map': {'query': 'q'}, 'cluster': 'c'}";
    String text = "'{\\'q\\': {\\'0\\': \\'05\\'}}'";

    for (String df : List.of("{'q': {'0': '05'}}", text)) {
      ExperimentSet set =
          read(
              "'cv': {'common_params': {'dataset': "
                  + inline.formatted(df)
                  + ", 'model': {'name': 'gpt-4o'}}, 'grid_params': {'metrics': [['output_length'],"
                  + " ['generation_time']]}}");

      assertThat(set.inlineDatasets()).containsOnlyKeys("own");
      InlineDataset dataset = set.inlineDatasets().values().iterator().next();
      assertThat(String.valueOf(dataset.df())).isEqualTo("{\"q\":{\"0\":\"05\"}}");
      assertThat(dataset.columnsMap()).containsExactly(Map.entry("query", "q"));
      assertThat(dataset.cluster()).isEqualTo("c");
    }
    assertThat(vocabulary.inlineAsked).as("once for each set").hasSize(2);
  }

  @Test
  void wholeNumbersInParametersAreIntegersHoweverTheyAreWritten() throws Exception {
    Model model =
        model(
            """
            'name': 'gpt-4o',
            'sampling_params': {'seed': 1.0, 'temperature': 0.70, 'top_p': -0.0},
            'extra_params': {'max_tokens': 5e3, 'far': 3e9, 'huge': 1e300, 'text': '1.0',
              'nested': {'list': [2.0, null, true]}}
            """);

    assertThat(model.samplingParams().toString()).isEqualTo("{seed=1, temperature=0.7, top_p=0}");
    assertThat(model.extraParams().toString())
        .isEqualTo(
            "{max_tokens=5000, far=3000000000, huge=1.0E300, text=\"1.0\","
                + " nested={\"list\":[2,null,true]}}");
  }

  @Test
  void keepsNullsInParametersForTheyRemoveDefaults() throws Exception {
    Model model = model("'name': 'gpt-4o', 'sampling_params': {'temperature': null}");

    assertThat(model.samplingParams())
        .containsExactly(Map.<String, JsonNode>entry("temperature", NullNode.getInstance()));
  }

  private Model model(String fields) throws InvalidSpecException {
    return read("'experiments': [" + experiment("a", fields, "'output_length'", "") + "]")
        .experiments()
        .get(0)
        .model();
  }

  private ExperimentSet read(String fields) throws InvalidSpecException {
    String json = "{'name': 's', " + fields + "}";
    return SpecReader.read("s.json", json.replace('\'', '"'), vocabulary);
  }

  private static String experiment(String name, String model, String metric, String more) {
    return "{'name': '%s', 'dataset': 'other_qa', 'model': {%s}, 'metrics': [%s]%s}"
        .formatted(name, model, metric, more);
  }
}
