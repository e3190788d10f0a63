package org.evalbeam.metric.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.text.similarity.LongestCommonSubsequence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OcrRatioTest {

  static Stream<Arguments> worked() {
    return Stream.of(
        arguments("", "", 100.0),
        arguments("abc", "", 0.0),
        arguments("this is a test", "this is a test!", 96.5517241379),
        arguments("kitten", "sitting", 61.5384615385),
        arguments("caf\u00e9", "cafe", 75.0),
        arguments("\ud83d\ude00a", "\ud83d\ude01a", 50.0),
        arguments("\ud83d\ude00\ud83d\ude00", "\ud83d\ude00", 66.6666666667),
        arguments("same", "same", 100.0));
  }

  @ParameterizedTest
  @MethodSource("worked")
  void theWorkedValues(String a, String b, double ratio) {
    assertThat(OcrRatio.of(a, b)).isCloseTo(ratio, within(1e-9));
    assertThat(OcrRatio.of(b, a)).isCloseTo(ratio, within(1e-9));
  }

  @Provide
  Arbitrary<String> inThePlane() {
    return Arbitraries.strings()
        .withChars("ab \n\u00e9\u6771")
        .withCharRange('\u0000', '\ud7ff')
        .ofMaxLength(120);
  }

  /** Characters of the basic plane are code points, so a library by characters is an oracle. */
  @Property
  void onTheBasicPlaneItIsAsAnotherLibraryHasIt(
      @ForAll("inThePlane") String a, @ForAll("inThePlane") String b) {
    int common = new LongestCommonSubsequence().apply(a, b);
    int all = a.length() + b.length();

    assertThat(OcrRatio.of(a, b)).isEqualTo(all == 0 ? 100 : 200.0 * common / all);
  }

  static Stream<Arguments> contents() {
    return Stream.of(
        arguments("  plain\n", "plain"),
        arguments("\u00a0 plain\u0085", "plain"),
        arguments("Here:\n```\na\nb\n```\nDone.", "a\nb"),
        arguments("```markdown\n# T\n```", "# T"),
        arguments("```\none\n```\nand\n```\ntwo\n```", "two"),
        arguments("~~~\none\n```\ntwo\n~~~", "one\n```\ntwo"),
        arguments("````md\na\n```\nb\n```\nc\n````", "a\n```\nb\n```\nc"),
        arguments("```\nnever closed", "never closed"),
        arguments("not ``` a fence ``` here", "not ``` a fence ``` here"),
        arguments("[{\"text\": \"a\"}, {\"type\": \"x\", \"text\": \"b\"}]", "a\n\nb"),
        arguments("```json\n[{\"text\": \"a\"}]\n```", "a"),
        arguments("[{\"text\": 1}]", "[{\"text\": 1}]"),
        arguments("[1, 2]", "[1, 2]"),
        arguments("[]", "[]"),
        arguments("[a link](to it)", "[a link](to it)"),
        arguments("", ""));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void whatCountsOfAText(String text, String content) {
    assertThat(OcrRatio.content(text)).isEqualTo(content);
  }
}
