package org.evalbeam.metric.prompt;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.SetTag;
import com.hubspot.jinjava.tree.TagNode;

/** {@code {% set name = expression %}}: one name and one expression, where Jinjava takes lists. */
final class Assignment extends SetTag {

  private static final long serialVersionUID = 1L;

  /** The name assigned to; blank where there is none. */
  static String name(TagNode tag) {
    return tag.getHelpers().split("=", 2)[0].strip();
  }

  /** The expression assigned; blank where there is none. */
  static String expression(TagNode tag) {
    String[] sides = tag.getHelpers().split("=", 2);
    return sides.length < 2 ? "" : sides[1].strip();
  }

  @Override
  public String interpret(TagNode tag, JinjavaInterpreter interpreter) {
    Object value = interpreter.resolveELExpression(expression(tag), tag.getLineNumber());
    interpreter.getContext().put(name(tag), value);
    return "";
  }
}
