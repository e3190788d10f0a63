package org.evalbeam.metric.prompt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.el.TruthyTypeConverter;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jinjava.de.odysseus.el.ExpressionFactoryImpl;
import jinjava.de.odysseus.el.tree.TreeStore;
import jinjava.javax.el.ELException;
import jinjava.javax.el.ExpressionFactory;
import org.jspecify.annotations.Nullable;

/** Jinja with bounds on what a template prints, how often it loops and what it can reach. */
final class TemplateSandbox {

  /** Characters a rendered prompt may have; rows with 1 MB fields fit. */
  static final int MAX_OUTPUT = 16 << 20;

  /** Tags, expressions and texts that one rendering may run through, loops unrolled. */
  static final int MAX_STEPS = 10_000;

  private static final int MAX_RANGE = 1_000;

  private static final TemplateGrammar GRAMMAR = new TemplateGrammar();

  /** Jinja's ways, where Jinjava's differ; values are never read as templates. */
  private static final JinjavaConfig CONFIG =
      JinjavaConfig.newBuilder()
          .withLegacyOverrides(
              LegacyOverrides.newBuilder()
                  .withUseNaturalOperatorPrecedence(true)
                  .withParseWhitespaceControlStrictly(true)
                  .withUseTrimmingForNotesAndExpressions(true)
                  .withHandleBackslashInQuotesOnly(true)
                  .build())
          .withNestedInterpretationEnabled(false)
          .withFailOnUnknownTokens(true)
          .withMaxOutputSize(MAX_OUTPUT)
          .withRangeLimit(MAX_RANGE)
          .withObjectMapper(new ObjectMapper())
          .withElResolver(ReachableValues.resolver())
          .withProcessors(
              JinjavaProcessors.newBuilder()
                  .withNodePreProcessor((node, run) -> ((Run) run).step(node))
                  .build())
          .build();

  private static final Jinjava JINJA = new GuardedJinja();

  private TemplateSandbox() {}

  /**
   * The fields that a template reads.
   *
   * @throws InvalidTemplateException where it is not allowed in the sandbox
   */
  static Set<String> fields(String source) throws InvalidTemplateException {
    return guard(
        Map.of(),
        run -> {
          Node root = run.parse(source);
          run.requireNoError();
          return TemplateFields.of(root, GRAMMAR);
        });
  }

  /** The template with its values: texts, lists of texts, numbers. */
  static String render(String source, Map<String, ?> values) throws InvalidTemplateException {
    return guard(
        values,
        run -> {
          String output = run.render(source);
          run.requireNoError();
          return output;
        });
  }

  private static <T> T guard(Map<String, ?> values, Action<T> action)
      throws InvalidTemplateException {
    try {
      return action.apply(new Run(values));
    } catch (InterpretException e) {
      throw new InvalidTemplateException(e.getLineNumber(), said(e.getMessage()));
    } catch (ELException e) {
      throw new InvalidTemplateException(0, said(e.getMessage()));
    }
  }

  private static String said(@Nullable String message) {
    return Objects.requireNonNullElse(message, "not a template");
  }

  /** Something done with a template. */
  private interface Action<T> {
    T apply(Run run) throws InvalidTemplateException;
  }

  /** Evaluates expressions of our grammar only. */
  private static final class GuardedJinja extends Jinjava {

    /** Without a cache: its key would be the expression alone. */
    private final ExpressionFactory expressions =
        new ExpressionFactoryImpl(new TreeStore(GRAMMAR, null), new TruthyTypeConverter());

    GuardedJinja() {
      super(CONFIG);
    }

    @Override
    public ExpressionFactory getExpressionFactory() {
      return expressions;
    }
  }

  /** One pass over a template, which counts its steps. */
  private static final class Run extends JinjavaInterpreter {

    private int steps;

    Run(Map<String, ?> values) {
      super(JINJA, new Context(new Context(), values), CONFIG);
      getContext().registerTag(new Assignment());
      getContext().setExpressionStrategy(new DelimitedOutput(GRAMMAR));
    }

    void step(Node node) {
      if (++steps > MAX_STEPS) {
        throw new InterpretException(
            "more than " + MAX_STEPS + " steps; are the loops too long?", node.getLineNumber());
      }
    }

    void requireNoError() throws InvalidTemplateException {
      List<TemplateError> errors = getErrorsCopy();
      if (!errors.isEmpty()) {
        TemplateError first = errors.get(0);
        throw new InvalidTemplateException(first.getLineno(), said(first.getMessage()));
      }
    }
  }
}
