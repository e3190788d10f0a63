package org.evalbeam.metric;

import java.util.List;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Row;
import org.evalbeam.metric.text.OcrRatio;

/** {@code ocr_v1}: how near a transcription is to the expected one, character by character. */
final class OcrV1 {

  private OcrV1() {}

  static Metric metric() {
    return ComputedMetric.of(
        MetricInfo.ofTexts(
            "ocr_v1",
            100,
            List.of(),
            "Characters that the output has in common with the expected text, in order, in percent"
                + " of both."),
        OcrV1::score);
  }

  /** Both sides are read alike, so that an output equal to the expected text always has 100. */
  private static Score score(Subject subject) {
    String output = OcrRatio.content(subject.required(Subject.OUTPUT));
    String expected = OcrRatio.content(subject.required(Row.OUTPUT_TRUE));
    return OcrRatio.isTooMuch(output, expected)
        ? Score.failed(
            FailureReason.TOO_LARGE,
            "%,d and %,d characters are too many to compare"
                .formatted(output.length(), expected.length()))
        : Score.of(OcrRatio.of(output, expected));
  }
}
