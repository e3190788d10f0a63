package org.evalbeam.metric;

import java.util.Set;
import org.evalbeam.metric.prompt.PromptTemplate;

/** Scores with one question to the judge: a prompt in, a score out. */
final class PromptScorer implements Metric.Scorer {

  private final String preamble;
  private final PromptTemplate template;
  private final ScoreReader reader;

  /**
   * A scorer.
   *
   * @param preamble text put before the rendered prompt
   * @param template the prompt, over the subject's fields
   * @param range the scores that the judge may give
   */
  PromptScorer(String preamble, PromptTemplate template, ScoreRange range) {
    this.preamble = preamble;
    this.template = template;
    this.reader = new ScoreReader(range);
  }

  @Override
  public Set<String> needs() {
    return template.fields();
  }

  @Override
  public Score score(Subject subject, Judge judge) throws Judge.FailedException {
    try {
      String prompt = Prompts.rendered(template, subject.values(template.fields()));
      return reader.read(judge.ask(preamble + prompt));
    } catch (NoScoreException e) {
      return e.why();
    }
  }
}
