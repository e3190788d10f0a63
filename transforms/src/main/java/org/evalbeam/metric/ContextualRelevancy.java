package org.evalbeam.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.Row;
import org.evalbeam.metric.MetricInfo.Direction;
import org.evalbeam.metric.SteppedJudge.Described;

/**
 * {@code contextual_relevancy}: how much of what the search found bears on the query. The judge
 * reads each context by itself and says of each of its statements whether it is relevant; the score
 * is the share of relevant statements over all contexts, 0 where there are no statements.
 */
record ContextualRelevancy() implements Procedure {

  private static final String NAME = "contextual_relevancy";

  static Metric metric(Prompts prompts) {
    return SteppedJudge.of(
        new Described(
            NAME,
            Direction.UP,
            Set.of(Row.QUERY, Subject.RETRIEVAL_CONTEXT),
            "Share of the retrieved contexts' statements that are relevant to the query."),
        prompts,
        List.of(NAME),
        params -> new ContextualRelevancy());
  }

  @Override
  public double score(Subject subject, Steps steps) throws Judge.FailedException, NoScoreException {
    String query = subject.required(Row.QUERY);
    List<List<Verdict>> verdicts = new ArrayList<>();
    for (String context : subject.requiredTexts(Subject.RETRIEVAL_CONTEXT)) {
      verdicts.add(
          steps.ask(
              NAME,
              Map.of(Row.QUERY, query, Subject.CONTEXT, context),
              reply -> Verdict.readAll(reply, Verdict.YES_NO)));
    }
    List<Verdict> pooled = verdicts.stream().flatMap(List::stream).toList();
    long relevant = pooled.stream().filter(Verdict::isYes).count();
    steps.note("relevant", relevant);
    steps.note("statements", pooled.size());
    steps.noteVerdicts("contexts", verdicts);
    return pooled.isEmpty() ? 0 : (double) relevant / pooled.size();
  }

  @Override
  public CallRange calls(Subject subject) {
    int contexts = subject.requiredTexts(Subject.RETRIEVAL_CONTEXT).size();
    return CallRange.ofSteps(contexts, contexts);
  }
}
