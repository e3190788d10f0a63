package org.evalbeam.metric.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joining parts gives what the interpreter gives, and leaves to it what it can't join. */
class PlainTemplateTest {

  private static final Set<String> FIELDS = Set.of("query", "output");
  private static final String SOURCE =
      "Is \"{{ output }}\" right?\n\n{{query}}\n  {{\toutput }}\nReply: {\"score\": <0 or 1>}";

  @Property(tries = 200)
  void givesWhatTheInterpreterGives(@ForAll String query, @ForAll String output) throws Exception {
    Map<String, String> values = Map.of("query", query, "output", output);

    assertThat(plain(SOURCE).render(values)).isEqualTo(TemplateSandbox.render(SOURCE, values));
  }

  @Test
  void templateSyntaxInAValueStaysText() throws Exception {
    Map<String, String> values = Map.of("query", "{{ output }}{% if %}", "output", "{# {{ 7*7 }}");

    assertThat(plain(SOURCE).render(values))
        .isEqualTo(TemplateSandbox.render(SOURCE, values))
        .contains("{{ output }}{% if %}", "{# {{ 7*7 }}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ output | trim }}",
        "{% if query %}{{ output }}{% endif %}",
        "{# note #}{{ output }}",
        "{{ 'a' }}",
        "{{ true }}",
        "{{ loop }}",
        "{{- output -}}",
        "{{ output }}\n",
        "{{ output }}\r\nx",
        "{{ output",
        "output }}"
      })
  void whatIsMoreThanVariablesIsLeftToTheInterpreter(String source) {
    assertThat(PlainTemplate.of(source, FIELDS)).isNull();
  }

  @Test
  void valuesThatAreNoTextsAreLeftToTheInterpreter() {
    PlainTemplate template = plain("{{ output }}");

    assertThat(template.render(Map.of("output", 5))).isNull();
    assertThat(template.render(Map.of())).isNull();
    assertThat(template.render(Map.of("output", "x".repeat((1 << 20) + 1)))).isNull();
  }

  private static PlainTemplate plain(String source) {
    return Objects.requireNonNull(PlainTemplate.of(source, FIELDS));
  }
}
