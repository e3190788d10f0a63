package org.evalbeam.pipeline.output;

import java.io.Serializable;
import java.util.List;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Comparison;
import org.evalbeam.data.JudgeAgreement;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Preference;
import org.evalbeam.data.Summary;
import org.evalbeam.data.WinRate;

/**
 * A table of the output: a folder of Parquet files whose columns are a record's components.
 *
 * @param name the folder's name
 * @param type the record of one row
 * @param isSmall whether it is written as one file
 */
public record Table<T>(String name, Class<T> type, boolean isSmall) implements Serializable {

  /** One row per experiment: what was run. */
  public static final Table<ExperimentRow> EXPERIMENTS =
      new Table<>("experiments", ExperimentRow.class, true);

  /** One row per trial: what the model returned. */
  public static final Table<Answer> ANSWERS = new Table<>("answers", Answer.class, false);

  /** One row per trial and metric: the scores. */
  public static final Table<Observation> OBSERVATIONS =
      new Table<>("observations", Observation.class, false);

  /** One row per dataset, variant and metric: means and their variance over repeats. */
  public static final Table<Summary> SUMMARY = new Table<>("summary", Summary.class, true);

  /** One row per dataset, metric and pair of variants: which is better, and how sure that is. */
  public static final Table<Comparison> COMPARISONS =
      new Table<>("comparisons", Comparison.class, true);

  /** One row per dataset, variant and judged metric with scores by people beside it. */
  public static final Table<JudgeAgreement> JUDGE_AGREEMENT =
      new Table<>("judge_agreement", JudgeAgreement.class, true);

  /** One row per pair of answers to one row: which of them a judge prefers. */
  public static final Table<Preference> PREFERENCES =
      new Table<>("preferences", Preference.class, false);

  /** One row per dataset, pairwise metric and pair of variants: how often which is preferred. */
  public static final Table<WinRate> WIN_RATES = new Table<>("win_rates", WinRate.class, true);

  /** All tables, in the order of the docs. */
  public static List<Table<?>> all() {
    return List.of(
        EXPERIMENTS,
        ANSWERS,
        OBSERVATIONS,
        SUMMARY,
        COMPARISONS,
        JUDGE_AGREEMENT,
        PREFERENCES,
        WIN_RATES);
  }
}
