package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalbeam.data.FailureReason;
import org.evalbeam.data.Row;
import org.evalbeam.metric.prompt.InvalidTemplateException;
import org.evalbeam.metric.prompt.PromptTemplate;

/**
 * {@code contextual_relevancy}: how much of what the search found bears on the query. The judge
 * reads each context by itself and says of each of its statements whether it is relevant; the score
 * is the share of relevant statements over all contexts, 0 where there are no statements.
 */
final class ContextualRelevancy implements Metric {

  private static final MetricInfo INFO =
      new MetricInfo(
          "contextual_relevancy",
          MetricInfo.Kind.JUDGE,
          0.0,
          1.0,
          MetricInfo.Direction.UP,
          null,
          Set.of(Row.QUERY, Subject.RETRIEVAL_CONTEXT),
          VerdictOptions.PARAMS,
          "Share of the retrieved contexts' statements that are relevant to the query.");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String text;
  private final PromptTemplate template;

  ContextualRelevancy(Prompts prompts) {
    this.text = prompts.text(INFO.name());
    this.template = prompts.templateOfSameFields(INFO.name());
  }

  @Override
  public MetricInfo info() {
    return INFO;
  }

  @Override
  public Map<String, String> prompts() {
    return Map.of(INFO.name(), text);
  }

  @Override
  public Scorer bind(Map<String, JsonNode> given) throws InvalidParamsException {
    Params params = new Params(given, INFO.params());
    VerdictOptions options = VerdictOptions.read(params);
    params.check();
    return new Relevancy(template, options);
  }

  private record Relevancy(PromptTemplate template, VerdictOptions options) implements Scorer {

    @Override
    public Set<String> needs() {
      return INFO.needs();
    }

    @Override
    public CallRange calls(Subject subject) {
      int contexts = subject.requiredTexts(Subject.RETRIEVAL_CONTEXT).size();
      return CallRange.ofSteps(contexts, contexts);
    }

    @Override
    public Score score(Subject subject, Judge judge) throws Judge.FailedException {
      String query = subject.required(Row.QUERY);
      List<List<Verdict>> verdicts = new ArrayList<>();
      for (String context : subject.requiredTexts(Subject.RETRIEVAL_CONTEXT)) {
        String prompt;
        try {
          prompt = template.render(Map.of(Row.QUERY, query, Subject.CONTEXT, context));
        } catch (InvalidTemplateException e) {
          return Score.failed(FailureReason.PROMPT_FAILED, String.valueOf(e.getMessage()));
        }
        FittingReply<List<Verdict>> reply =
            FittingReply.ask(judge, prompt, text -> Verdict.readAll(text, Verdict.YES_NO));
        if (reply.content().isEmpty()) {
          return reply.unparsed();
        }
        verdicts.add(reply.content().get());
      }
      return pooled(verdicts);
    }

    private Score pooled(List<List<Verdict>> verdicts) {
      long all = verdicts.stream().mapToLong(List::size).sum();
      long relevant = verdicts.stream().flatMap(List::stream).filter(Verdict::isYes).count();
      double score = options.settle(all == 0 ? 0 : (double) relevant / all, INFO.direction());
      return Score.of(score, observation(relevant, all, score, verdicts));
    }

    private String observation(
        long relevant, long all, double score, List<List<Verdict>> verdicts) {
      ObjectNode node = JSON.createObjectNode();
      node.put("relevant", relevant);
      node.put("statements", all);
      node.put("success", options.isSuccess(score, INFO.direction()));
      ArrayNode contexts = node.putArray("contexts");
      for (List<Verdict> ofOne : verdicts) {
        ArrayNode list = contexts.addArray();
        ofOne.forEach(verdict -> verdict.write(list, options.reasons()));
      }
      return node.toString();
    }
  }
}
