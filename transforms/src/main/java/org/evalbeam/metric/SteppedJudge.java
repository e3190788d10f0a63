package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.evalbeam.metric.prompt.PromptTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A metric from 0 to 1 that asks its judge step by step; all of them share the options, the checks
 * of what the judge says, and the form of the observation.
 */
final class SteppedJudge implements Metric {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MetricInfo info;
  private final LinkedHashMap<String, String> texts = new LinkedHashMap<>();
  private final Map<String, PromptTemplate> templates = new LinkedHashMap<>();
  private final Function<Params, Procedure> procedure;

  private SteppedJudge(
      MetricInfo info, List<String> names, Prompts prompts, Function<Params, Procedure> procedure) {
    this.info = info;
    this.procedure = procedure;
    for (String name : names) {
      texts.put(name, prompts.text(name));
      templates.put(name, prompts.templateOfSameFields(name));
    }
  }

  /** What is said of a metric of this kind before its prompts and its procedure. */
  record Described(
      String name,
      MetricInfo.Direction direction,
      Set<String> needs,
      List<MetricInfo.Param> params,
      String summary) {

    /** A metric without options of its own. */
    Described(String name, MetricInfo.Direction direction, Set<String> needs, String summary) {
      this(name, direction, needs, List.of(), summary);
    }

    private MetricInfo info() {
      List<MetricInfo.Param> all = new ArrayList<>(params);
      all.addAll(VerdictOptions.PARAMS);
      return new MetricInfo(
          name, MetricInfo.Kind.JUDGE, 0.0, 1.0, direction, null, needs, all, summary);
    }
  }

  /**
   * A metric.
   *
   * @param names its prompts, in the order of asking
   * @param procedure reads the metric's own options, and gives the procedure with them
   */
  static Metric of(
      Described described,
      Prompts prompts,
      List<String> names,
      Function<Params, Procedure> procedure) {
    return new SteppedJudge(described.info(), names, prompts, procedure);
  }

  @Override
  public MetricInfo info() {
    return info;
  }

  @Override
  public Map<String, String> prompts() {
    return texts;
  }

  @Override
  public Scorer bind(Map<String, JsonNode> given) throws InvalidParamsException {
    Params params = new Params(given, info.params());
    Procedure bound = procedure.apply(params);
    VerdictOptions options = VerdictOptions.read(params);
    params.check();
    return new Stepped(info, templates, bound, options);
  }

  private record Stepped(
      MetricInfo info,
      Map<String, PromptTemplate> templates,
      Procedure procedure,
      VerdictOptions options)
      implements Scorer {

    @Override
    public Set<String> needs() {
      return info.needs();
    }

    @Override
    public CallRange calls(Subject subject) {
      return procedure.calls(subject);
    }

    @Override
    public @Nullable String embeddingModel() {
      return procedure.embeddingModel();
    }

    @Override
    public Score score(Subject subject, Judge judge) throws Judge.FailedException {
      ObjectNode observation = JSON.createObjectNode();
      try {
        Steps steps = new Steps(judge, templates, options.reasons(), observation);
        double raw = procedure.score(subject, steps);
        double score = options.settle(raw, info.direction());
        observation.put("success", options.isSuccess(score, info.direction()));
        return Score.of(score, observation.toString());
      } catch (NoScoreException e) {
        return e.why();
      }
    }
  }
}
