package org.evalbeam.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.Observation;
import org.evalbeam.data.Status;
import org.evalbeam.flow.CallSettings;
import org.evalbeam.flow.CompareVariants;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.flow.PlannedExperiment;
import org.evalbeam.flow.TallyScores;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.MetricCall;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/** Compares many variants on many rows: the statistics of a large set without its calls. */
final class PairedScores {

  private static final String METRIC = "qcm_exactness";
  private static final String DATASET = "rows";

  /** DirectRunner keeps all that a bundle gives until its end, so that bundles are small. */
  private static final int ROWS_OF_A_BUNDLE = 64;

  private static final int ROWS_OF_A_CLUSTER = 8;

  private PairedScores() {}

  /**
   * Makes scores up, tallies them and compares each pair; prints the number of comparisons.
   *
   * @param args variants, rows, {@code plain} or {@code clustered}, and options for Beam
   */
  public static void main(String[] args) {
    int variants = Integer.parseInt(args[0]);
    int rows = Integer.parseInt(args[1]);
    boolean clustered = args[2].equals("clustered");
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(Arrays.copyOfRange(args, 3, args.length)).create();
    if (options.getRunner() == DirectRunner.class) {
      DirectOptions direct = options.as(DirectOptions.class);
      direct.setTargetParallelism(Runtime.getRuntime().availableProcessors());
      direct.setEnforceImmutability(false);
      direct.setEnforceEncodability(false);
    }
    EvaluationPlan plan = plan(variants);
    Pipeline pipeline = Pipeline.create(options);
    PCollection<List<Observation>> scores =
        pipeline
            .apply(
                "Parts",
                Create.of(IntStream.range(0, rows / ROWS_OF_A_BUNDLE).boxed().toList())
                    .withCoder(VarIntCoder.of()))
            .apply("Spread", Reshuffle.viaRandomKey())
            .apply("Make scores up", ParDo.of(new ScoreFn(variants, clustered)));
    scores
        .apply("Tally scores", TallyScores.of(plan))
        .apply("Compare variants", CompareVariants.of(plan, 0.05))
        .apply("Count", Count.globally())
        .apply("Print", ParDo.of(new PrintFn()));
    pipeline.run().waitUntilFinish();
  }

  private static EvaluationPlan plan(int variants) {
    List<PlannedExperiment> experiments = new ArrayList<>();
    for (int variant = 0; variant < variants; variant++) {
      Model model =
          new Model("v" + variant, null, null, null, null, null, Map.of(), Map.of(), "made up");
      experiments.add(
          new PlannedExperiment(
              new Experiment(
                  "e" + variant,
                  null,
                  "v" + variant,
                  "v" + variant,
                  0,
                  DATASET,
                  model,
                  List.of(new MetricCall(METRIC, Map.of(), METRIC)),
                  null,
                  1,
                  false,
                  null),
              null,
              null));
    }
    return new EvaluationPlan(
        "made up", experiments, new CallSettings("", 1, 0, null, 1, null, null));
  }

  /** The scores of all variants on some rows: the better the higher the variant's number. */
  static final class ScoreFn extends DoFn<Integer, List<Observation>> {

    private static final long serialVersionUID = 1L;

    private final int variants;
    private final boolean clustered;

    ScoreFn(int variants, boolean clustered) {
      this.variants = variants;
      this.clustered = clustered;
    }

    @ProcessElement
    public void score(@Element Integer part, OutputReceiver<List<Observation>> scores) {
      SplittableRandom random = new SplittableRandom(part);
      for (int i = 0; i < ROWS_OF_A_BUNDLE; i++) {
        int row = part * ROWS_OF_A_BUNDLE + i;
        String cluster = clustered ? "c" + row / ROWS_OF_A_CLUSTER : null;
        List<Observation> batch = new ArrayList<>();
        for (int variant = 0; variant < variants; variant++) {
          boolean right = random.nextInt(4 * variants) < 2 * variants + variant;
          batch.add(observation(variant, row, cluster, right ? 1 : 0));
        }
        scores.output(batch);
      }
    }

    private static Observation observation(
        int variant, int row, @Nullable String cluster, double score) {
      return new Observation(
          "e" + variant,
          "v" + variant,
          0,
          DATASET,
          row,
          cluster,
          METRIC,
          METRIC,
          0,
          score,
          null,
          null,
          Status.OK,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          0,
          null,
          null);
    }
  }

  static final class PrintFn extends DoFn<Long, KV<String, Long>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void print(@Element Long comparisons) {
      System.out.println(comparisons + " comparisons");
    }
  }
}
