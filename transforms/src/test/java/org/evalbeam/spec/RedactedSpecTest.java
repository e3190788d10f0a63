package org.evalbeam.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.evalbeam.spec.tree.InvalidSpecException;
import org.junit.jupiter.api.Test;

class RedactedSpecTest {

  @Test
  void keepsReferencesAndLosesLiteralKeysWhereverTheyStand() throws Exception {
    assertThat(
            redacted(
                "{'model': [{'api_key': '${A}'}, {'api_key': '${file:/a b}'}, {'api_key': 'x'}],"
                    + " 'judge_model': {'api_key': null}, 'api_key': ['x', '${A}'],"
                    + " 'extra_params': {'apiKey': {'a': 'x'}, 'API-KEY': 5}}"))
        .isEqualTo(
            json(
                "{'model':[{'api_key':'${A}'},{'api_key':'${file:/a b}'},{'api_key':'(literal"
                    + " key)'}],'judge_model':{'api_key':null},'api_key':'(literal"
                    + " key)','extra_params':{'apiKey':'(literal key)','API-KEY':'(literal key)'}}"));
  }

  @Test
  void replacesWhatDatasetsAndModelsBringAlong() throws Exception {
    // printf '["a"]' | sha256sum
    assertThat(redacted("{'model': {'name': 'm', 'output': ['a'], 'think': null}}"))
        .isEqualTo(
            json(
                "{'model':{'name':'m','output':{'bytes':5,'sha256':'0eb5b8d6f81bc677da8a08567cc4fa9a06a57e9ec8da85ed73a7f62727996002'},'think':null}}"));
    // printf '{"a":{"0":"é"},"b":{}}' | sha256sum
    assertThat(redacted("{'df': {'b': {}, 'a': {'0': 'é'}}}"))
        .isEqualTo(
            json(
                "{'df':{'bytes':23,'sha256':'2e8ea8a0288fdb7395c04ffb084dbde76da38db024cdd1a1f8a5c13968dd0d5e'}}"));
  }

  @Test
  void leavesFieldsOfTheSameNamesElsewhere() throws Exception {
    String spec = json("{'context':['c'],'output':'text'}");

    assertThat(redacted(spec)).isEqualTo(spec);
  }

  @Test
  void saysWhereASpecIsNotJson() {
    assertThatThrownBy(() -> RedactedSpec.of("s.json", "{"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith("s.json: $: not JSON at line 1, column 2");
  }

  private static String redacted(String spec) throws InvalidSpecException {
    return RedactedSpec.of("s.json", json(spec)).toString();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
