package org.evalbeam.flow;

import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.evalbeam.data.Answer;
import org.evalbeam.data.Observation;

/** Adds up what answers and judgements took, for the summary. */
public final class TallyCalls {

  private TallyCalls() {}

  /** The tallies, by dataset, variant and, for judgements, metric. */
  static PCollectionView<Map<CallsKey, CallTally>> of(
      PCollection<Answer> answers, PCollection<Observation> judged) {
    return PCollectionList.of(coded(answers.apply("Take figures of answers", answerFigures())))
        .and(coded(judged.apply("Take figures of judgements", MapElements.via(new JudgementFn()))))
        .apply("Gather figures of calls", Flatten.pCollections())
        .apply("Add figures of calls up", CombineEarly.perKey(new TallyFn()))
        .apply("Offer figures of calls", View.asMap());
  }

  private static MapElements<Answer, KV<CallsKey, CallFigures>> answerFigures() {
    return MapElements.via(new AnswerFn());
  }

  private static PCollection<KV<CallsKey, CallFigures>> coded(
      PCollection<KV<CallsKey, CallFigures>> figures) {
    return figures.setCoder(
        KvCoder.of(RecordCoder.of(CallsKey.class), RecordCoder.of(CallFigures.class)));
  }

  static final class AnswerFn extends SimpleFunction<Answer, KV<CallsKey, CallFigures>> {

    private static final long serialVersionUID = 1L;

    @Override
    public KV<CallsKey, CallFigures> apply(Answer answer) {
      return KV.of(new CallsKey(answer.dataset(), answer.variant(), ""), CallFigures.of(answer));
    }
  }

  static final class JudgementFn extends SimpleFunction<Observation, KV<CallsKey, CallFigures>> {

    private static final long serialVersionUID = 1L;

    @Override
    public KV<CallsKey, CallFigures> apply(Observation judged) {
      return KV.of(
          new CallsKey(judged.dataset(), judged.variant(), judged.metric()),
          CallFigures.of(judged));
    }
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
