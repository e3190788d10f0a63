package org.evalbeam.spec.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {

  @Test
  void valuesKnowWhereTheyStand() throws Exception {
    Located root = StrictYaml.root("f.yaml", "\uFEFFa:\n  - {b: 1}\n  - c d: x\n");

    assertThat(root.fields().values())
        .flatExtracting(Located::elements)
        .flatExtracting(element -> element.fields().values())
        .extracting(value -> value.place().path() + "=" + value.json().asText())
        .containsExactly("$.a[0].b=1", "$.a[1]['c d']=x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a: 1\\na: 2      | at line 2, column 2: Duplicate field 'a'",
        "a: {b: 1, b: 2} | at line 1, column 12: Duplicate field 'b'",
        "a: [            | at line 1, column 5: while parsing a flow node: expected the node content",
        "a: b: c         | at line 1, column 5: mapping values are not allowed here",
        "a: 1\\n---\\na: 2 | more text after the end of the value",
        "a: \u0007x      | found characters that YAML does not allow",
        "# nothing       | not YAML: found nothing",
        "a: &x {b: 1}\\nc: *x | at line 2, column 4: found an alias; write out what it stands for",
        "a: &x 1\\nb: {<<: *x} | found an alias",
      })
  void whatIsNoYamlIsToldWithLineAndColumn(String yaml, String problem) {
    assertThat(failure(yaml.replace("\\n", "\n")).problems())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.path()).isEqualTo("$");
              assertThat(found.message()).startsWith("not YAML").contains(problem);
            });
  }

  @Test
  void aTextMayBeLongerThanTheParserAllowsByDefault() throws Exception {
    String text = "x".repeat(4 << 20);
    assertThat(StrictYaml.root("f.yaml", "a: '*" + text + "'\n").json().path("a").asText())
        .isEqualTo("*" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_key: skcanary4711: x",
        "api_key: 'skcanary4711",
        "api_key: [skcanary4711",
        "api_key: @skcanary4711",
        "api_key: skcanary4711\n b: c",
        "api_key: !e!skcanary4711 x",
        "api_key: skcanary4711\u0007",
        "api_key: \"skcanary4711\\q\"",
      })
  void noValueIsQuoted(String yaml) {
    InvalidSpecException failure = failure(yaml);

    assertThat(failure).hasNoCause();
    assertThat(failure.getMessage()).doesNotContain("skcanary4711").hasLineCount(1);
  }

  private static InvalidSpecException failure(String yaml) {
    return catchThrowableOfType(InvalidSpecException.class, () -> StrictYaml.root("f.yaml", yaml));
  }
}
