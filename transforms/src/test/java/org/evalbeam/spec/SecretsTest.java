package org.evalbeam.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A literal key reaches the vault and nothing else. */
class SecretsTest {

  private static final String CANARY = "skcanary4711";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'model': {'name': 'm', 'api_key': 'skcanary4711'}}",
        "{'model': {'name': 'm', 'api_key': ['skcanary4711']}}",
        "{'model': {'name': 'm', 'api_key': {'skcanary': 'skcanary4711'}}}",
        "{'model': {'name': 'm', 'api_key': 'skcanary4711 '}}",
        "{'model': {'name': 'm', 'api_key': '${skcanary4711'}}",
        "{'model': {'name': 'm', 'apikey': 'skcanary4711'}}",
        "{'model': {'name': 'm', 'base_url': 'skcanary4711', 'api_key': 'https://h/v1'}}",
        "{'model': {'name': 'm', 'base_url': 'https://skcanary4711@h/v1'}}",
        "{'model': {'name': 'm', 'base_url': 'https://h/v1?key=skcanary4711'}}",
        "{'model': [{'name': 'm', 'api_key': 'skcanary4711'}]}",
        "{'judge_model': {'api_key': 'skcanary4711'}}",
        "{'judge_model': [{'api_key': 'skcanary4711'}]}",
        "{'api_key': 'skcanary4711'}",
        "{'metrics': {'api_key': 'skcanary4711'}}",
        "{'model': {'output': {'api_key': 'skcanary4711'}}}",
        "{'model': {'api_key': skcanary4711}}",
        "{'model': {'api_key': 'skcanary4711}}",
        "{'model': {'api_key': 'skcanary4711' 'skcanary4711'}}",
      })
  void noMessageQuotesAKey(String experiment) {
    for (String form :
        List.of(
            "{'name': 's', 'experiments': [%s]}",
            "{'name': 's', 'cv': {'common_params': %s}}",
            "{'name': 's', 'cv': {'grid_params': {'model': [%s]}}}",
            "{'name': 's', 'cv': {'grid_params': {'model': %s}}}",
            "%s")) {
      String json = form.formatted(experiment).replace('\'', '"');

      Throwable thrown =
          catchThrowable(() -> SpecReader.read("s.json", json, new FakeVocabulary()));

      assertThat(thrown).isInstanceOf(InvalidSpecException.class);
      assertThat(stackTrace(thrown)).doesNotContain("skcanary");
    }
  }

  @Test
  void noRecordShowsAKey() throws Exception {
    String json =
        """
        {"name": "s", "cv": {
          "common_params": {"dataset": "other_qa", "metrics": ["judge_precision"],
            "judge_model": {"name": "gpt-4o", "api_key": "skcanary4711"}},
          "grid_params": {"model": [
            {"name": "a", "base_url": "https://h/v1", "api_key": "skcanary4711"},
            {"name": "b", "base_url": "https://h/v1", "api_key": "skcanary4711"}]}}}
        """;
    FakeVocabulary vocabulary = new FakeVocabulary();

    ExperimentSet set = SpecReader.read("s.json", json, vocabulary);

    assertThat(vocabulary.vault).containsExactly(CANARY);
    assertThat(set.toString()).doesNotContain(CANARY).contains("VAULT");
    assertThat(new Located(Place.ROOT, StrictJson.parse(json))).hasToString("$");
    assertThat(RedactedSpec.of("s.json", json).toString())
        .doesNotContain(CANARY)
        .contains("(literal key)");
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
