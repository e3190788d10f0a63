package org.evalbeam.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about wrong specs: the table is {@code bad-specs.txt}. */
class BadSpecsTest {

  private static final String PROBLEM = "=> ";

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void tellsEverythingThatIsWrongInTheOrderOfTheFile(String title, String json, String problems) {
    assertThat(title).isNotBlank();
    assertThatThrownBy(() -> SpecReader.read("s.json", json, new FakeVocabulary("GONE", "/gone")))
        .isInstanceOfSatisfying(
            InvalidSpecException.class,
            e ->
                assertThat(joined(e.problems().stream().map(Problem::toString)))
                    .isEqualTo(problems));
  }

  @Test
  void namesTheFileInTheMessage() {
    assertThatThrownBy(() -> SpecReader.read("s.json", "5", new FakeVocabulary()))
        .hasMessageStartingWith("s.json: $: found 5, must be an object");
  }

  @Test
  void takesNoDeeperNestingThanTheParser() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThatThrownBy(() -> SpecReader.read("s.json", deep, new FakeVocabulary()))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("nesting depth");
  }

  static List<Arguments> table() throws IOException {
    try (InputStream table = BadSpecsTest.class.getResourceAsStream("bad-specs.txt")) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("(?m)^# ", -1)).skip(1).map(BadSpecsTest::row).toList();
    }
  }

  private static Arguments row(String block) {
    List<String> lines = block.strip().lines().toList();
    Predicate<String> isProblem = line -> line.startsWith(PROBLEM);
    return Arguments.of(
        lines.get(0),
        joined(lines.stream().skip(1).filter(isProblem.negate())),
        joined(lines.stream().filter(isProblem).map(line -> line.substring(PROBLEM.length()))));
  }

  private static String joined(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n"));
  }
}
