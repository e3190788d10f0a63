package org.evalbeam.metric.prompt;

import com.hubspot.jinjava.lib.tag.ElseIfTag;
import com.hubspot.jinjava.lib.tag.ElseTag;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.lib.tag.IfTag;
import com.hubspot.jinjava.lib.tag.RawTag;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import com.hubspot.jinjava.tree.parse.TagToken;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jinjava.javax.el.ELException;

/**
 * Walks the syntax tree of a template: finds the fields it reads, that is the variables it doesn't
 * define itself, and refuses tags and expressions that are not allowed.
 */
final class TemplateFields {

  /** Bounds the recursion of the walk and of rendering. */
  private static final int MAX_DEPTH = 20;

  private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";

  private final TemplateGrammar grammar;
  private final Set<String> fields = new LinkedHashSet<>();

  private TemplateFields(TemplateGrammar grammar) {
    this.grammar = grammar;
  }

  /** The fields, in the order in which they first appear. */
  static Set<String> of(Node root, TemplateGrammar grammar) throws InvalidTemplateException {
    TemplateFields walk = new TemplateFields(grammar);
    walk.children(root, new HashSet<>(), 0);
    return walk.fields;
  }

  private void children(Node node, Set<String> defined, int depth) throws InvalidTemplateException {
    if (depth > MAX_DEPTH) {
      throw new InvalidTemplateException(
          node.getLineNumber(), "tags are nested at most " + MAX_DEPTH + " deep");
    }
    for (Node child : node.getChildren()) {
      if (child instanceof ExpressionNode) {
        read(((ExpressionToken) child.getMaster()).getExpr(), child, defined);
      } else if (child instanceof TagNode tag) {
        tag(tag, defined, depth);
      }
    }
  }

  private void tag(TagNode tag, Set<String> defined, int depth) throws InvalidTemplateException {
    switch (tag.getName()) {
      case RawTag.TAG_NAME -> {}
      case IfTag.TAG_NAME -> {
        read(tag.getHelpers(), tag, defined);
        children(tag, defined, depth + 1);
      }
      case ElseIfTag.TAG_NAME -> {
        requireIf(tag);
        read(tag.getHelpers(), tag, defined);
      }
      case ElseTag.TAG_NAME -> requireIf(tag);
      case ForTag.TAG_NAME -> loop(tag, defined, depth);
      case Assignment.TAG_NAME -> assignment(tag, defined);
      default ->
          throw new InvalidTemplateException(
              tag.getLineNumber(),
              "unknown tag '" + tag.getName() + "'; allowed are if, elif, else, for, set, raw");
    }
  }

  /** What a loop defines is gone behind it, so it is defined in a copy. */
  private void loop(TagNode tag, Set<String> defined, int depth) throws InvalidTemplateException {
    var parts = ((ForTag) tag.getTag()).getLoopVarsAndExpression((TagToken) tag.getMaster());
    List<String> variables = parts.getLeft();
    if (variables.size() != 1) {
      throw new InvalidTemplateException(
          tag.getLineNumber(), "a loop has one variable, not " + variables);
    }
    read(parts.getRight(), tag, defined);
    Set<String> inside = new HashSet<>(defined);
    requireName(variables.get(0), tag);
    inside.add(variables.get(0));
    inside.add(TemplateGrammar.LOOP);
    children(tag, inside, depth + 1);
  }

  private void assignment(TagNode tag, Set<String> defined) throws InvalidTemplateException {
    if (Assignment.expression(tag).isEmpty()) {
      throw new InvalidTemplateException(
          tag.getLineNumber(), "a variable is set as in {% set name = expression %}");
    }
    String name = Assignment.name(tag);
    requireName(name, tag);
    read(Assignment.expression(tag), tag, defined);
    defined.add(name);
  }

  private static void requireName(String name, Node where) throws InvalidTemplateException {
    if (!name.matches(IDENTIFIER) || name.equals(TemplateGrammar.LOOP)) {
      throw new InvalidTemplateException(
          where.getLineNumber(), "'" + name + "' can't be the name of a variable");
    }
  }

  private void read(String expression, Node where, Set<String> defined)
      throws InvalidTemplateException {
    if (expression.isBlank()) {
      throw new InvalidTemplateException(where.getLineNumber(), "an expression is missing");
    }
    try {
      for (String name : grammar.variables(expression.strip())) {
        if (!defined.contains(name)) {
          fields.add(name);
        }
      }
    } catch (ELException wrong) {
      throw new InvalidTemplateException(
          where.getLineNumber(), "'" + expression.strip() + "': " + wrong.getMessage());
    }
  }

  private static void requireIf(TagNode tag) throws InvalidTemplateException {
    if (!(tag.getParent() instanceof TagNode parent) || !parent.getName().equals(IfTag.TAG_NAME)) {
      throw new InvalidTemplateException(
          tag.getLineNumber(), "'" + tag.getName() + "' stands outside of an if");
    }
  }
}
