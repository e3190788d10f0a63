package org.evalbeam.pipeline.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.evalbeam.data.JudgeAgreement;
import org.evalbeam.pipeline.output.ExperimentRow;
import org.evalbeam.pipeline.output.FinishedFolder;
import org.evalbeam.pipeline.output.Table;
import org.evalbeam.pipeline.report.view.DatasetView;
import org.evalbeam.pipeline.report.view.ReportView;
import org.jspecify.annotations.Nullable;

/** Makes the report of a finished set: reads its tables, builds what is shown, writes the page. */
public final class ReportFile {

  /** Trials whose texts are in the page at most, the worst of each variant and metric. */
  static final int TRIALS = 5_000;

  private ReportFile() {}

  /**
   * Writes the report into the folder that holds the tables.
   *
   * @param output path or URI of the set's output folder
   * @return path of the report; null where the folder holds no finished set
   */
  public static @Nullable String write(String output) throws IOException {
    FinishedFolder folder = FinishedFolder.at(output);
    String manifest = folder.manifest();
    if (manifest == null) {
      return null;
    }
    RunFacts facts = RunFacts.of(manifest);
    List<ExperimentRow> experiments = folder.rows(Table.EXPERIMENTS);
    List<String> variants = Variants.names(experiments);
    Results results = new Results(facts, variants, folder.rows(Table.SUMMARY));
    Pairs pairs = Pairs.read(folder, results);
    FirstLook look = FirstLook.at(folder, facts, results, TRIALS, variants.size());
    List<ShownTrial> trials = ShownTrials.read(folder, facts, look, look.worst.choose());
    EmbeddedData.Written data = EmbeddedData.of(facts, variants, results, look.histograms, trials);
    ReportView view =
        new ReportView(
            facts.name(),
            facts.readme(),
            facts.shown(),
            datasets(results, pairs),
            judges(folder.rows(Table.JUDGE_AGREEMENT)),
            WinRates.of(folder.rows(Table.WIN_RATES)),
            look.failures.view(facts),
            Costs.of(facts, results, look.histograms),
            Variants.of(experiments),
            rows(data.rows(), facts.count("trials")));
    try (Writer page =
        new OutputStreamWriter(folder.create(FinishedFolder.REPORT), StandardCharsets.UTF_8)) {
      Page.write(view, data.text(), page);
    }
    return folder.path() + FinishedFolder.REPORT;
  }

  private static List<DatasetView> datasets(Results results, Pairs pairs) {
    List<DatasetView> views = new ArrayList<>();
    for (String dataset : results.datasets()) {
      int variants = results.order(dataset).size();
      views.add(
          new DatasetView(
              LegibleText.of(dataset),
              Verdicts.of(results, pairs, dataset),
              results.metrics(dataset).stream().map(MetricFacts::view).toList(),
              Leaderboard.of(results, pairs, dataset),
              variants > Leaderboard.SHOWN
                  ? "The best "
                      + Leaderboard.SHOWN
                      + " of "
                      + Figures.count((long) variants)
                      + " variants; all stand in the table summary."
                  : "",
              Matrices.of(results, pairs, dataset)));
    }
    return views;
  }

  private static List<List<String>> judges(List<JudgeAgreement> rows) {
    return rows.stream()
        .limit(Leaderboard.SHOWN)
        .map(
            row ->
                List.of(
                    LegibleText.of(row.dataset()),
                    LegibleText.of(row.variant()),
                    LegibleText.of(row.metric()),
                    LegibleText.of(row.judge()),
                    Figures.count(row.pairs()),
                    Figures.score(row.equalShare()),
                    Figures.score(row.kappa()),
                    Figures.score(row.alphaOrdinal()),
                    Figures.score(row.spearman()),
                    Figures.score(row.humanMean()),
                    Figures.score(row.judgeMean())))
        .toList();
  }

  private static String rows(int shown, long all) {
    return shown == all
        ? "All " + Figures.count(all) + " trials of the run."
        : Figures.count((long) shown)
            + " of "
            + Figures.count(all)
            + " trials: the worst of each variant by each metric, in turn. All of them stand in the"
            + " tables answers and observations.";
  }
}
