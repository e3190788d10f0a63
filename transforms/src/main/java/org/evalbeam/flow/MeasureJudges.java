package org.evalbeam.flow;

import static org.evalbeam.flow.Known.figure;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.evalbeam.data.Gap;
import org.evalbeam.data.JudgeAgreement;
import org.evalbeam.data.Observation;
import org.evalbeam.flow.CombineEarly.Values;
import org.evalbeam.stats.Agreement;
import org.evalbeam.stats.Coincidences.Scale;

/** Holds judges' scores against people's, where a dataset has any. */
public final class MeasureJudges
    extends PTransform<PCollection<List<Observation>>, PCollection<JudgeAgreement>> {

  private static final long serialVersionUID = 1L;

  private MeasureJudges() {}

  /** The agreement of judges and people. */
  public static MeasureJudges create() {
    return new MeasureJudges();
  }

  @Override
  public PCollection<JudgeAgreement> expand(PCollection<List<Observation>> judged) {
    return judged
        .apply(
            "Count pairs of scores",
            CombineEarly.of(
                JudgeAgreement.Key.class, Values.ofEach(MeasureJudges::pair), new AgreeFn()))
        .apply("Measure agreement", MapElements.via(new MeasureFn()));
  }

  /** The scores of judge and people, where there are both. */
  private static void pair(Observation seen, BiConsumer<JudgeAgreement.Key, Agreement.Cell> pairs) {
    Double human = seen.humanScore();
    Double score = seen.score();
    String judge = seen.judge();
    if (human != null && score != null && judge != null) {
      pairs.accept(
          new JudgeAgreement.Key(
              seen.dataset(), seen.variant(), seen.metric(), seen.metricName(), judge),
          new Agreement.Cell(human, score));
    }
  }

  static final class AgreeFn extends TallyingFn<Agreement.Cell, Agreement> {

    private static final long serialVersionUID = 1L;

    AgreeFn() {
      super(new TallyCoder.OfAgreements());
    }

    @Override
    public Agreement createAccumulator() {
      return new Agreement();
    }

    @Override
    void add(Agreement agreement, Agreement.Cell cell) {
      agreement.add(cell.human(), cell.judge());
    }

    @Override
    void merge(Agreement agreement, Agreement more) {
      agreement.merge(more);
    }
  }

  static final class MeasureFn
      extends SimpleFunction<KV<JudgeAgreement.Key, Agreement>, JudgeAgreement> {

    private static final long serialVersionUID = 1L;

    @Override
    public JudgeAgreement apply(KV<JudgeAgreement.Key, Agreement> counted) {
      JudgeAgreement.Key key = counted.getKey();
      Agreement agreement = counted.getValue();
      List<Map.Entry<Agreement.Cell, Long>> cells = List.copyOf(agreement.cells().entrySet());
      boolean varies = agreement.human().m2() > 0 && agreement.judge().m2() > 0;
      return new JudgeAgreement(
          key.dataset(),
          key.variant(),
          key.metric(),
          key.metricName(),
          key.judge(),
          agreement.pairs(),
          figure(agreement.equalShare()),
          figure(agreement.kappa()),
          figure(agreement.alpha(Scale.NOMINAL)),
          figure(agreement.alpha(Scale.ORDINAL)),
          figure(agreement.alpha(Scale.INTERVAL)),
          figure(agreement.pearson()),
          figure(agreement.spearman()),
          agreement.human().mean(),
          agreement.judge().mean(),
          cells.stream().map(cell -> cell.getKey().human()).toList(),
          cells.stream().map(cell -> cell.getKey().judge()).toList(),
          cells.stream().map(Map.Entry::getValue).toList(),
          agreement.isTooMany() ? Gap.TOO_MANY_VALUES : varies ? null : Gap.NO_SPREAD);
    }
  }
}
