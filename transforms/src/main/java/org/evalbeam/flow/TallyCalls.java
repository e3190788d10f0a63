package org.evalbeam.flow;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.evalbeam.data.Answer;
import org.evalbeam.data.EvaluatedTrial;
import org.evalbeam.data.Observation;
import org.evalbeam.flow.CombineEarly.Values;

/** Adds up what answers and judgements took, for the summary. */
public final class TallyCalls {

  private TallyCalls() {}

  /** The tallies, by dataset, variant and, for judgements, metric. */
  static PCollectionView<Map<CallsKey, CallTally>> of(
      PCollection<List<EvaluatedTrial>> evaluated, PCollection<List<Observation>> judged) {
    return PCollectionList.of(
            evaluated.apply(
                "Add figures of answers up",
                CombineEarly.of(CallsKey.class, Values.ofEach(TallyCalls::answer), new TallyFn())))
        .and(
            judged.apply(
                "Add figures of judgements up",
                CombineEarly.of(
                    CallsKey.class, Values.ofEach(TallyCalls::judgement), new TallyFn())))
        .apply("Gather figures of calls", Flatten.pCollections())
        .apply("Offer figures of calls", View.asMap());
  }

  private static void answer(EvaluatedTrial trial, BiConsumer<CallsKey, CallFigures> figures) {
    Answer answer = trial.answer();
    figures.accept(
        new CallsKey(answer.dataset(), answer.variant(), CallsKey.ANSWERS), CallFigures.of(answer));
  }

  private static void judgement(Observation judged, BiConsumer<CallsKey, CallFigures> figures) {
    figures.accept(
        new CallsKey(judged.dataset(), judged.variant(), judged.metric()), CallFigures.of(judged));
  }

  static final class TallyFn extends TallyingFn<CallFigures, CallTally> {

    private static final long serialVersionUID = 1L;

    TallyFn() {
      super(new TallyCoder.OfCalls());
    }

    @Override
    public CallTally createAccumulator() {
      return new CallTally();
    }

    @Override
    void add(CallTally tally, CallFigures figures) {
      tally.add(figures);
    }

    @Override
    void merge(CallTally tally, CallTally more) {
      tally.merge(more);
    }
  }
}
