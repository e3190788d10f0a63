package org.evalbeam.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one metric's judge agrees with people, on the answers of one variant that both scored; one
 * row of the judge_agreement table.
 */
public record JudgeAgreement(
    @Doc("Dataset.") String dataset,
    @Doc("Variant: what the repeats of one configuration have in common.") String variant,
    @Doc("Metric as shown: its aliased_name, or its name.") String metric,
    @Doc("Name of the metric's rule.") String metricName,
    @Doc("Model name of the judge.") String judge,
    @Doc("Scores of the judge that have one of people beside them, over rows and repeats.")
        long pairs,
    @Doc("Share of them that are equal. Null for too many different values.")
        @Nullable Double equalShare,
    @Doc(
            "Cohen's kappa: 1 where all are equal, 0 where no more than by chance. Null where both"
                + " gave one value only, or for too many different values.")
        @Nullable Double kappa,
    @Doc("Krippendorff's alpha, values as names. Null where there is one value, or too many.")
        @Nullable Double alphaNominal,
    @Doc("Likewise, values as ranks. Null likewise.") @Nullable Double alphaOrdinal,
    @Doc("Likewise, values as numbers. Null likewise.") @Nullable Double alphaInterval,
    @Doc("Pearson's correlation. Null where either doesn't vary.") @Nullable Double pearson,
    @Doc("Spearman's correlation of ranks. Null likewise, or for too many different values.")
        @Nullable Double spearman,
    @Doc("Mean of people's scores over the pairs.") double humanMean,
    @Doc("Mean of the judge's; above human_mean where the judge is the milder one.")
        double judgeMean,
    @Doc("People's score in each cell of the table of counts; empty for too many values.")
        List<Double> confusionHuman,
    @Doc("The judge's score in it, likewise.") List<Double> confusionJudge,
    @Doc("Pairs in it, likewise.") List<Long> confusionCount,
    @Doc("Why a measure is missing, one of the gaps. Null where none is.") @Nullable Gap gap) {

  /**
   * What pairs are gathered by.
   *
   * @param dataset dataset
   * @param variant variant
   * @param metric metric as shown
   * @param metricName name of the metric's rule
   * @param judge model name of the judge
   */
  public record Key(
      String dataset, String variant, String metric, String metricName, String judge) {}
}
