package org.evalbeam.data;

import org.jspecify.annotations.Nullable;

/**
 * Which of two variants' answers to one row a judge prefers, asked in both orders; one row of the
 * preferences table.
 */
public record Preference(
    @Doc("Dataset.") String dataset,
    @Doc("Position of the row in its dataset, from 0.") int numLine,
    @Doc("The row's value in the dataset's cluster column. Null where it has none.")
        @Nullable String cluster,
    @Doc("Repeat of both variants, from 0.") int repeat,
    @Doc("Metric as shown: its aliased_name, or its name.") String metric,
    @Doc("Name of the metric's rule.") String metricName,
    @Doc("First variant, a: the one that comes first in the spec.") String variantA,
    @Doc("Second variant, b.") String variantB,
    @Doc("The first's experiment, unique in the set.") String experimentA,
    @Doc("The second's.") String experimentB,
    @Doc("Which word of the judge on this pair it is, from 0 to judge_repeats - 1.")
        int judgeRepeat,
    @Doc(
            "a or b where the judge prefers it in both orders, else tie. Null where the status is not"
                + " ok.")
        @Nullable Preferred outcome,
    @Doc(
            "What the judge prefers where it is shown a's answer first: a, b or tie. Null where there"
                + " is no such verdict.")
        @Nullable Preferred verdictAFirst,
    @Doc("Likewise, b's answer first. Null likewise, and where the other order gave no verdict.")
        @Nullable Preferred verdictBFirst,
    @Doc("Whether both orders have the same verdict. Null where there are not two.")
        @Nullable Boolean consistent,
    @Doc("Whether both answers are one text: a tie that no judge is asked for.") boolean identical,
    @Doc("The judge's whole reply, a's answer first. Null where there is none.")
        @Nullable String observationAFirst,
    @Doc("Likewise, b's answer first. Null where there is none.")
        @Nullable String observationBFirst,
    @Doc("ok, failed, unparsed or not_applicable.") Status status,
    @Doc("Why there is no outcome, one of the failure reasons. Null where the status is ok.")
        @Nullable FailureReason reason,
    @Doc("What was found, in words. Null where the status is ok.") @Nullable String errorMsg,
    @Doc("Model name of the judge.") String judge,
    @Doc("Tokens of the judge's prompts. Null where no judge replied or none were reported.")
        @Nullable Long judgeTokensPrompt,
    @Doc("Tokens of the judge's replies. Null where no judge replied or none were reported.")
        @Nullable Long judgeTokensCompletion,
    @Doc("Seconds that the judge's successful requests took. Null where no judge replied.")
        @Nullable Double judgeTime,
    @Doc("Seconds the judge's calls waited: permits, pacing, retries. Null where none was called.")
        @Nullable Double judgeWaitTime,
    @Doc("HTTP requests made to the judge for both orders; 0 where none was made.")
        int judgeAttempts,
    @Doc(
            "What the judge's replies cost by the endpoint catalog, whoever paid for them and when."
                + " Null where that is not known.")
        @Nullable Double judgeCost,
    @Doc(
            "What of judge_cost this run paid: replies that were kept, or came of another request,"
                + " are left out. Null where that is not known.")
        @Nullable Double judgeSpent) {

  /**
   * What preferences are tallied by.
   *
   * @param dataset dataset
   * @param metric metric as shown
   * @param metricName name of the metric's rule
   * @param variantA first variant
   * @param variantB second variant
   * @param judge model name of the judge
   */
  public record Key(
      String dataset,
      String metric,
      String metricName,
      String variantA,
      String variantB,
      String judge) {}

  /** What it is tallied by. */
  public Key key() {
    return new Key(dataset, metric, metricName, variantA, variantB, judge);
  }
}
