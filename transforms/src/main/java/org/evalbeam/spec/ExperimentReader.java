package org.evalbeam.spec;

import java.util.List;
import java.util.Map;
import org.evalbeam.data.Row;
import org.evalbeam.data.SuppliedOutput;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Shown;
import org.jspecify.annotations.Nullable;

/** Reads experiments, listed ones and points of the grid alike, and checks that their parts fit. */
final class ExperimentReader {

  /** What an experiment may hold, apart from its name. */
  static final List<String> FIELDS =
      List.of(
          "readme",
          "dataset",
          "model",
          "metrics",
          "judge_model",
          "judge_repeats",
          "with_vision",
          "sample");

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final DatasetReader datasets;
  private final SampleReader samples;
  private final MetricReader metrics;
  private final SuppliedOutputsReader supplied;
  private final ModelReader models;

  ExperimentReader(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
    this.datasets = new DatasetReader(vocabulary, problems);
    this.samples = new SampleReader(problems);
    this.metrics = new MetricReader(vocabulary, problems);
    this.supplied = new SuppliedOutputsReader(problems);
    this.models = new ModelReader(vocabulary, supplied, problems);
  }

  /** The datasets that the experiments read so far brought along, by name. */
  Map<String, InlineDataset> inlineDatasets() {
    return datasets.inline();
  }

  /** The answers that the experiments read so far brought along, by key. */
  Map<String, List<SuppliedOutput>> suppliedOutputs() {
    return supplied.byKey();
  }

  /** The variants that the metrics of the experiments read so far name. */
  Baselines baselines() {
    return metrics.baselines();
  }

  /** What an experiment runs; null where problems hide it. */
  @Nullable Setup read(Fields experiment) {
    ChosenDataset dataset = datasets.read(experiment);
    List<Integer> sample = samples.read(experiment, dataset == null ? null : dataset.rows());
    MetricReader.Metrics scored = metrics.read(experiment, dataset);
    Model model = models.model(experiment, rowCount(dataset, experiment.get("sample")));
    Model judge = models.judge(experiment, vocabulary.defaultJudge(), scored.needJudge());
    int judgeRepeats = experiment.integer("judge_repeats", 1, 1);
    boolean withVision = experiment.flag("with_vision");
    if (dataset == null || model == null) {
      return null;
    }
    askable(dataset, model, withVision);
    return new Setup(
        dataset.name(), model, scored.calls(), judge, judgeRepeats, withVision, sample);
  }

  private static @Nullable RowCount rowCount(
      @Nullable ChosenDataset dataset, @Nullable Located sample) {
    if (sample != null) {
      return sample.json().isArray()
          ? new RowCount(sample.json().size(), "one for each row number of the sample")
          : null;
    }
    return dataset == null || dataset.rows() == null
        ? null
        : new RowCount(
            dataset.rows(), "one for each row of the dataset " + Shown.text(dataset.name()));
  }

  private void askable(ChosenDataset dataset, Model model, boolean withVision) {
    String lack =
        model.isSupplied()
            ? null
            : withVision
                ? dataset.lack("with_vision", Row.IMG)
                : dataset.lack("a model that is called", Row.QUERY);
    if (lack != null) {
      problems.add(dataset.place(), lack);
    }
  }
}
