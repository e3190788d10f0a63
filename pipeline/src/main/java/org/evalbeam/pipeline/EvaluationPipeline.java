package org.evalbeam.pipeline;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Preference;
import org.evalbeam.flow.AggregateScores;
import org.evalbeam.flow.CompareVariants;
import org.evalbeam.flow.CountResults;
import org.evalbeam.flow.DatasetSource;
import org.evalbeam.flow.EvaluateTrials;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.flow.JudgePairs;
import org.evalbeam.flow.MeasureJudges;
import org.evalbeam.flow.MetricKey;
import org.evalbeam.flow.RateWins;
import org.evalbeam.flow.ReadDatasets;
import org.evalbeam.flow.ScoreAnswers;
import org.evalbeam.flow.TakeJudgements;
import org.evalbeam.flow.TallyScores;
import org.evalbeam.pipeline.output.Table;
import org.evalbeam.pipeline.output.WriteLines;
import org.evalbeam.pipeline.output.WriteSmallTable;
import org.evalbeam.pipeline.output.WriteTable;
import org.evalbeam.stats.MetricTally;
import org.jspecify.annotations.Nullable;

/** The pipeline, from datasets to tables: a table of contents of the whole. */
final class EvaluationPipeline {

  /** Name of the file with the counts, in the run's folder. */
  static final String COUNTS = "counts";

  private EvaluationPipeline() {}

  /**
   * Builds the pipeline.
   *
   * @param limit rows to read of each dataset; null for all
   * @param shards groups that the trials of one endpoint are parted into
   * @param targetWidth half width of a difference's interval that the advice aims at, as a share of
   *     the metric's range
   * @param folder path of the run's folder, with a slash at its end
   */
  static void build(
      Pipeline pipeline,
      EvaluationPlan plan,
      List<DatasetSource> sources,
      @Nullable Integer limit,
      int shards,
      double targetWidth,
      String folder) {
    PCollection<List<DatasetRow>> rows =
        pipeline.apply("Read datasets", ReadDatasets.from(sources, limit));
    PCollection<List<EvaluatedTrial>> evaluated =
        rows.apply("Evaluate trials", EvaluateTrials.of(plan, shards));
    PCollection<List<Observation>> observations =
        evaluated.apply("Score answers", ScoreAnswers.of(plan));
    PCollection<List<Observation>> judged =
        observations.apply("Take judgements", TakeJudgements.of(plan));

    PCollection<KV<String, Long>> answersWritten =
        evaluated.apply(
            "Write answers",
            WriteTable.of(
                Table.ANSWERS, folder, EvaluatedTrial::answer, CountResults.answers(plan)));
    PCollection<KV<String, Long>> observationsWritten =
        observations.apply(
            "Write observations",
            WriteTable.of(Table.OBSERVATIONS, folder, CountResults.observations(plan)));
    PCollection<KV<MetricKey, MetricTally>> tallies =
        observations.apply("Tally scores", TallyScores.of(plan));
    tallies
        .apply("Aggregate scores", AggregateScores.of(plan, evaluated, judged))
        .apply("Write summary", WriteSmallTable.of(Table.SUMMARY, folder));
    tallies
        .apply("Compare variants", CompareVariants.of(plan, targetWidth))
        .apply("Write comparisons", WriteSmallTable.of(Table.COMPARISONS, folder));
    judged
        .apply("Measure judges", MeasureJudges.create())
        .apply("Write judge agreement", WriteSmallTable.of(Table.JUDGE_AGREEMENT, folder));
    PCollectionList<KV<String, Long>> written =
        PCollectionList.of(answersWritten).and(observationsWritten);
    if (JudgePairs.isNeeded(plan)) {
      written = written.and(compare(plan, evaluated, shards, folder));
    }
    CountResults.of(plan, rows, written)
        .apply("Show counts", MapElements.into(TypeDescriptors.strings()).via(Counts::line))
        .apply("Write counts", WriteLines.to(folder + COUNTS));
  }

  /** The steps of metrics that compare answers; a set without any has none of them. */
  private static PCollection<KV<String, Long>> compare(
      EvaluationPlan plan, PCollection<List<EvaluatedTrial>> evaluated, int shards, String folder) {
    PCollection<List<Preference>> preferences =
        evaluated.apply("Judge pairs", JudgePairs.of(plan, shards));
    preferences
        .apply("Rate wins", RateWins.create())
        .apply("Write win rates", WriteSmallTable.of(Table.WIN_RATES, folder));
    return preferences.apply(
        "Write preferences",
        WriteTable.of(Table.PREFERENCES, folder, CountResults.preferences(plan)));
  }
}
