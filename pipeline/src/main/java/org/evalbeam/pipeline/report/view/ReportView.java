package org.evalbeam.pipeline.report.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole page.
 *
 * @param title name of the set
 * @param readme what the spec says of it; null where it says nothing
 * @param facts what was run, when, by what
 * @param datasets results, one entry for each dataset
 * @param judges how judges agree with people; empty where no scores by people are there
 * @param winRates which variants' answers are preferred; empty where no metric compares answers
 * @param failures what is missing and why
 * @param costs what it took
 * @param experiments what was run
 * @param rows what is said above the rows
 */
public record ReportView(
    String title,
    @Nullable String readme,
    List<Fact> facts,
    List<DatasetView> datasets,
    List<List<String>> judges,
    List<List<String>> winRates,
    FailuresView failures,
    CostsView costs,
    List<VariantView> experiments,
    String rows) {}
