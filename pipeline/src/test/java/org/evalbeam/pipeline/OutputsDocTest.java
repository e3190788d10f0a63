package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.evalbeam.data.Advice;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Gap;
import org.evalbeam.data.IntervalMethod;
import org.evalbeam.data.PairedTest;
import org.evalbeam.data.Status;
import org.evalbeam.flow.RecordSchemas;
import org.evalbeam.pipeline.output.Table;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Holds {@code docs/outputs.md} against the program. {@code mvn test -Dtest=OutputsDocTest
 * -Devalbeam.updateDocs=true} writes its generated parts anew.
 */
class OutputsDocTest {

  private static final Path DOC =
      Path.of(System.getProperty("evalbeam.home", "."), "docs", "outputs.md");

  @Test
  void theGeneratedPartsAreWhatTheProgramSays() throws IOException {
    GeneratedDoc.check(DOC, parts());
  }

  static Stream<Field> columns() {
    return Table.all().stream()
        .flatMap(table -> RecordSchemas.of(table.type()).getFields().stream());
  }

  @ParameterizedTest
  @MethodSource("columns")
  void aColumnSaysWhenItIsNull(Field column) {
    assertThat(column.getDescription().contains("Null "))
        .as(column.getName() + ": " + column.getDescription())
        .isEqualTo(column.getType().getNullable());
  }

  @Test
  void theFieldsOfTheManifestAreDocumented(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            """
            {'name': 's', 'cv': {
              'common_params': {
                'dataset': {'name': 'd', 'df': [{'query': 'q', 'output_true': '1'}]},
                'metrics': ['judge_exactness', 'output_length', 'judge_pairwise']},
              'grid_params': {'model': [
                {'name': 'm', 'base_url': 'http://one.invalid'},
                {'name': 'n', 'base_url': 'http://one.invalid'}]}}}
            """);
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build())) {
      String catalog =
          bench.everythingTo(endpoint.baseUrl(), "prices: {\"*\": {input: 1, output: 1}}");
      assertThat(bench.run(spec, catalog).code()).isZero();
    }
    Set<String> written = new TreeSet<>();
    collect("", bench.manifest(), written);
    String section = Files.readString(DOC).split("## manifest.json\n", -1)[1].split("\n## ", -1)[0];

    assertThat(
            Pattern.compile("(?m)^\\| `([^`]+)`")
                .matcher(section)
                .results()
                .map(MatchResult::group))
        .map(cell -> cell.replaceAll("[|` ]", ""))
        .containsExactlyInAnyOrderElementsOf(written);
  }

  /** Paths of the fields; names that are a set's own stand as {@code *}, the spec is one field. */
  private static void collect(String prefix, JsonNode node, Set<String> paths) {
    boolean named = Set.of("datasets.", "metrics.", "endpoints.").contains(prefix);
    node.properties()
        .forEach(
            field -> {
              String path = prefix + (named ? "*" : status(field.getKey()));
              if (field.getValue().isObject() && !path.equals("spec")) {
                collect(path + ".", field.getValue(), paths);
              } else {
                paths.add(path);
              }
            });
  }

  private static String status(String count) {
    return count.replaceFirst(
        "^(answers|observations|preferences|replies|spent_billionths)_.*", "$1_*");
  }

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    for (Table<?> table : Table.all()) {
      parts.put(
          table.name(),
          GeneratedDoc.table(
              List.of("column", "type", "null?", "meaning"),
              RecordSchemas.of(table.type()).getFields().stream().map(OutputsDocTest::row)));
    }
    parts.put(
        "interval methods", meanings("method", IntervalMethod.values(), IntervalMethod::meaning));
    parts.put("tests", meanings("test", PairedTest.values(), PairedTest::meaning));
    parts.put("advices", meanings("advice", Advice.values(), Advice::meaning));
    parts.put("gaps", meanings("gap", Gap.values(), Gap::meaning));
    parts.put(
        "statuses",
        GeneratedDoc.table(
            List.of("status", "meaning"),
            Stream.of(Status.values())
                .map(status -> List.of(code(lowerCase(status)), status.meaning()))));
    parts.put(
        "reasons",
        GeneratedDoc.table(
            List.of("reason", "tried again?", "meaning"),
            Stream.of(FailureReason.values())
                .map(
                    reason ->
                        List.of(
                            code(lowerCase(reason)),
                            reason.retried() ? "yes" : "no",
                            reason.meaning()))));
    parts.put(
        "exit codes",
        GeneratedDoc.table(
            List.of("code", "meaning"),
            exitCodes().entrySet().stream()
                .map(entry -> List.of(entry.getKey(), entry.getValue()))));
    return parts;
  }

  private static <E extends Enum<E>> String meanings(
      String what, E[] constants, Function<E, String> meaning) {
    return GeneratedDoc.table(
        List.of(what, "meaning"),
        Stream.of(constants)
            .map(constant -> List.of(code(lowerCase(constant)), meaning.apply(constant))));
  }

  private static Map<String, String> exitCodes() {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(Main.class)
        .usageMessage()
        .exitCodeList();
  }

  private static List<String> row(Field column) {
    return List.of(
        code(column.getName()),
        type(column.getType()),
        column.getType().getNullable() ? "yes" : "never",
        String.valueOf(column.getDescription()));
  }

  private static String type(FieldType type) {
    FieldType element = type.getCollectionElementType();
    return element == null
        ? switch (type.getTypeName()) {
          case STRING -> "string";
          case INT32 -> "int (32 bits)";
          case INT64 -> "int (64 bits)";
          case DOUBLE -> "double";
          case BOOLEAN -> "boolean";
          default -> throw new IllegalArgumentException("no word for " + type);
        }
        : "list of " + type(element);
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
