package org.evalbeam.metric.prompt;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.expression.ExpressionStrategy;
import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import java.util.Set;

/** Prints the expressions of a template: without variables bare, all others delimited. */
final class DelimitedOutput implements ExpressionStrategy {

  private static final long serialVersionUID = 1L;

  private final transient TemplateGrammar grammar;

  DelimitedOutput(TemplateGrammar grammar) {
    this.grammar = grammar;
  }

  @Override
  public RenderedOutputNode interpretOutput(ExpressionToken token, JinjavaInterpreter interpreter) {
    String expression = token.getExpr();
    Object value = interpreter.resolveELExpression(expression, token.getLineNumber());
    String text = interpreter.getAsString(value);
    Set<String> variables = grammar.variables(expression);
    return new RenderedOutputNode(
        variables.isEmpty() ? text : DelimitedText.of(variables.iterator().next(), text));
  }
}
