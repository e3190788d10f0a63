package org.evalbeam.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QcmExactnessTest {

  private static Score score(String output, String expected) throws Exception {
    return QcmExactness.metric()
        .bind(Map.of())
        .score(
            Subjects.of("output", output, "output_true", expected),
            prompt -> {
              throw new AssertionError("a text metric asked a judge");
            });
  }

  static Stream<Arguments> choices() {
    return Stream.of(
        // the whole reply
        arguments("A", "a"),
        arguments("A.", "a"),
        arguments("(A)", "a"),
        arguments("**a**", "a"),
        arguments(" [b] \n", "b"),
        arguments("\"C\"", "c"),
        arguments("`D`.", "d"),
        arguments("**(B).**", "b"),
        arguments("$B$", "b"),
        arguments("\u00a0B\u0085", "b"),
        // begins with one
        arguments("B) Paris", "b"),
        arguments("B. Paris", "b"),
        arguments("b) paris", "b"),
        arguments("(B)", "b"),
        arguments("(B) Paris", "b"),
        arguments("[B] Paris", "b"),
        arguments("**B**: Paris", "b"),
        arguments("**B** Paris", "b"),
        arguments("**B) Paris**", "b"),
        arguments("**B.** Paris", "b"),
        arguments("B: Paris", "b"),
        arguments("B : Paris", "b"),
        arguments("B - Paris", "b"),
        arguments("B – Paris", "b"),
        arguments("> B) Paris", "b"),
        arguments("- B) Paris", "b"),
        arguments("B\n\nBecause it is the capital.", "b"),
        arguments("B)\nA) would be wrong, for it is no capital.\nC) too.", null),
        arguments("B) Paris.\n\nIt is the capital. A) is in Belgium.", "b"),
        arguments("A. A good antenna is resonant.", "a"),
        // announces one
        arguments("The answer is B.", "b"),
        arguments("The answer is **B**.", "b"),
        arguments("The correct answer is B) Paris.", "b"),
        arguments("The correct answer is (B) Paris, the capital.\n\nLondon is not in France.", "b"),
        arguments("Answer: C", "c"),
        arguments("**Answer:** C", "c"),
        arguments("**Answer: C**", "c"),
        arguments("### Final answer: (C)", "c"),
        arguments("Final answer - C", "c"),
        arguments("Option D", "d"),
        arguments("Option D is correct.", "d"),
        arguments("The answer is B because A is too far away.", "b"),
        arguments("The right choice would be 'C'.", "c"),
        arguments("So, the answer to this question is option C, the dipole.", "c"),
        arguments("My answer is definitely B!", "b"),
        arguments("Let us think. A good antenna is long.\nSo the answer is A.", "a"),
        arguments("First, X.\nThen, Y.\n\nTherefore the final answer is:\n\n**D**", "d"),
        arguments("Reasoning...\n\nThe answer is:\n(D) 50 ohms", "d"),
        arguments("Thus $x = 3$, so \\boxed{B}", "b"),
        arguments("\\boxed{\\text{C}}", "c"),
        arguments("the answer is b", "b"),
        arguments("La réponse est B", "b"),
        arguments("La bonne réponse est la **C**.", "c"),
        arguments("Réponse : D", "d"),
        arguments("Die Antwort ist B.", "b"),
        arguments("Die richtige Antwort lautet: (C) Paris", "c"),
        arguments("La respuesta correcta es la B.", "b"),
        arguments("Respuesta: A", "a"),
        arguments("La risposta corretta è la C.", "c"),
        arguments("A resposta correta é a letra D.", "d"),
        arguments("A resposta é a: B", "b"),
        arguments("The answer is B, not C.", "b"),
        arguments("The answer is not A. The answer is B.", "b"),
        arguments("B) Paris\nSo the answer is B.", "b"),
        // none, or several
        arguments("", null),
        arguments("   \n", null),
        arguments("Apple", null),
        arguments("A good antenna is resonant.", null),
        arguments("I think it is Paris.", null),
        arguments("I'm not sure.", null),
        arguments("Paris", null),
        arguments("A.C. voltage is dangerous", null),
        arguments("The answer is a good antenna.", null),
        arguments("The answer is A good antenna.", null),
        arguments("The answer is I'm not sure.", null),
        arguments("Answer: Because it is the capital.", null),
        arguments("I can't answer a question like that.", null),
        arguments("The answer is not B.", null),
        arguments("La réponse n'est pas B.", null),
        arguments("The incorrect answer is B.", null),
        arguments("The answer is A or B.", null),
        arguments("The answer is A, B and C.", null),
        arguments("A and C", null),
        arguments("A) and C)", null),
        arguments("(A), (B)", null),
        arguments("A) London\nB) Paris\nC) Rome", null),
        arguments("A) London is wrong.\nB) Paris is right.\nAnswer: B", null),
        arguments("A) looks right, but\nthe answer is B.", null),
        arguments("The answer is A. No, wait: the answer is B.", null),
        arguments("AB", null),
        arguments("5", null),
        arguments("Á", null));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource
  void choices(String output, String choice) throws Exception {
    if (choice == null) {
      assertThat(ChoiceFinder.find(output)).isEmpty();
      assertThat(score(output, "A")).isEqualTo(Score.of(0, "no choice found"));
    } else {
      assertThat(ChoiceFinder.find(output)).contains(choice);
      assertThat(score(output, choice)).isEqualTo(Score.of(1, "choice " + choice));
      assertThat(score(output, choice.equals("z") ? "y" : "z").value()).isEqualTo(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"B", "b", "B.", "(B)", "**b**", " 'B' ", "[B]", "B)", "“B”", "_B_:"})
  void theExpectedLetterMayBeDressed(String expected) throws Exception {
    assertThat(score("B) Paris", expected).value()).isEqualTo(1);
    assertThat(score("C) Paris", expected).value()).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "Paris, paris., 1",
    "Paris, '**Paris**', 1",
    "Paris, London, 0",
    "Paris, B) Paris, 0",
    "12, '12.', 1",
    "12, 1, 0",
    "true, True, 1",
    "A and B, a and b, 1",
    "AB, A, 0",
    "1, 1), 1",
  })
  void whatIsNoLetterIsComparedAsBareText(String expected, String output, double score)
      throws Exception {
    assertThat(score(output, expected)).isEqualTo(Score.of(score));
  }

  @Test
  void hostileOutputsTakeLinearTime() {
    String[] parts = {
      "A",
      "(",
      "answer ",
      "answer is ",
      "answer: a ",
      "**",
      "*A*",
      " ",
      "\n",
      "A)\n",
      "a, ",
      "\\boxed{",
      "$",
      "answer the the the "
    };
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (String part : parts) {
            ChoiceFinder.find(part.repeat((1 << 20) / part.length()));
          }
        });
  }
}
