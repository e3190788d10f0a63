package org.evalbeam.metric.prompt;

import com.hubspot.jinjava.el.ExtendedSyntaxBuilder;
import com.hubspot.jinjava.el.ext.AdditionOperator;
import com.hubspot.jinjava.el.ext.AstDict;
import com.hubspot.jinjava.el.ext.AstList;
import com.hubspot.jinjava.el.ext.AstTuple;
import com.hubspot.jinjava.el.ext.ExtendedParser;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jinjava.de.odysseus.el.tree.IdentifierNode;
import jinjava.de.odysseus.el.tree.Tree;
import jinjava.de.odysseus.el.tree.impl.Parser;
import jinjava.de.odysseus.el.tree.impl.Scanner.Symbol;
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary;
import jinjava.de.odysseus.el.tree.impl.ast.AstDot;
import jinjava.de.odysseus.el.tree.impl.ast.AstFunction;
import jinjava.de.odysseus.el.tree.impl.ast.AstIdentifier;
import jinjava.de.odysseus.el.tree.impl.ast.AstLiteral;
import jinjava.de.odysseus.el.tree.impl.ast.AstMethod;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstParameters;
import jinjava.de.odysseus.el.tree.impl.ast.AstProperty;
import jinjava.javax.el.ELException;

/**
 * The expressions that a template may hold. Templates have texts, lists of texts and numbers, so
 * the grammar has no attributes but those of {@code loop}, no methods, and only such filters, tests
 * and functions as can neither reach an object nor make much out of little. The same grammar checks
 * a template and evaluates it; what it refuses can't run.
 */
final class TemplateGrammar extends ExtendedSyntaxBuilder {

  private static final long serialVersionUID = 1L;

  static final String LOOP = "loop";

  private static final Set<String> FILTERS =
      Set.of(
          "capitalize",
          "count",
          "d",
          "default",
          "first",
          "join",
          "last",
          "length",
          "lower",
          "tojson",
          "trim",
          "truncate",
          "upper",
          "wordcount");
  private static final Set<String> TESTS = Set.of("divisibleby", "even", "odd");
  private static final Set<String> FUNCTIONS = Set.of("range");
  private static final Set<String> LOOP_FIGURES =
      Set.of("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth");

  /** Bounds the parser's recursion, which would otherwise end in a stack overflow. */
  private static final int MAX_BRACKETS = 50;

  private static final int MAX_LENGTH = 2_000;

  TemplateGrammar() {
    super(Feature.METHOD_INVOCATIONS, Feature.VARARGS);
  }

  /**
   * Variables that an expression reads, in the order of the text; {@code loop} is not among them.
   *
   * @throws ELException where the expression is not one of this grammar
   */
  Set<String> variables(String expression) {
    Tree tree = build("#{" + expression + "}");
    Set<String> names = new LinkedHashSet<>();
    for (IdentifierNode identifier : tree.getIdentifierNodes()) {
      String name = identifier.getName();
      if (!isInternal(name) && !name.equals(LOOP)) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  protected Parser createParser(String expression) {
    if (expression.length() > MAX_LENGTH) {
      throw new ELException("an expression has at most " + MAX_LENGTH + " characters");
    }
    if (expression.chars().filter(c -> c == '(' || c == '[').count() > MAX_BRACKETS) {
      throw new ELException("an expression has at most " + MAX_BRACKETS + " brackets");
    }
    if (expression.contains(ExtendedParser.INTERPRETER)) {
      throw new ELException("unknown name '" + ExtendedParser.INTERPRETER + "'");
    }
    return new GuardedParser(this, expression);
  }

  /** Whether Jinjava's parser made the name up; a filter {@code trim} is {@code filter:trim}. */
  private static boolean isInternal(String name) {
    return name.indexOf(':') >= 0 || name.equals(ExtendedParser.INTERPRETER);
  }

  private static void require(Set<String> allowed, String what, String found) {
    if (!allowed.contains(found)) {
      throw new ELException(
          "unknown " + what + " '" + found + "'; allowed are " + new TreeSet<>(allowed));
    }
  }

  /** Refuses, while the tree is built, every node that is not allowed. */
  private static final class GuardedParser extends ExtendedParser {

    GuardedParser(TemplateGrammar grammar, String expression) {
      super(grammar, expression);
    }

    @Override
    protected AstIdentifier createAstIdentifier(String name, int index) {
      if (name.startsWith(FILTER_PREFIX)) {
        require(FILTERS, "filter", name.substring(FILTER_PREFIX.length()));
      } else if (name.startsWith(EXPTEST_PREFIX)) {
        require(TESTS, "test", name.substring(EXPTEST_PREFIX.length()));
      } else if (name.equals(LOOP) && getToken().getSymbol() != Symbol.DOT) {
        throw new ELException("'loop' stands only before one of " + new TreeSet<>(LOOP_FIGURES));
      }
      return super.createAstIdentifier(name, index);
    }

    @Override
    protected AstDot createAstDot(AstNode base, String property, boolean lvalue) {
      String name = base instanceof AstIdentifier identifier ? identifier.getName() : "";
      if (name.equals(LOOP)) {
        require(LOOP_FIGURES, "attribute of loop", property);
      } else if (!isInternal(name)) {
        throw new ELException(
            "'." + property + "': only loop has attributes; a filter may do, as in output | trim");
      }
      return super.createAstDot(base, property, lvalue);
    }

    @Override
    protected AstMethod createAstMethod(AstProperty property, AstParameters params) {
      if (!(property.getChild(0) instanceof AstIdentifier base) || !isInternal(base.getName())) {
        throw new ELException("methods can't be called; a filter may do, as in output | trim");
      }
      return super.createAstMethod(property, params);
    }

    @Override
    protected AstFunction createAstFunction(String name, int index, AstParameters params) {
      require(FUNCTIONS, "function", name);
      return super.createAstFunction(name, index, params);
    }

    /** Jinjava's own {@code +} joins lists too, so that ten lines could fill the memory. */
    @Override
    protected AstBinary createAstBinary(AstNode left, AstNode right, AstBinary.Operator operator) {
      boolean sum = operator == AdditionOperator.OP;
      return super.createAstBinary(left, right, sum ? AstBinary.ADD : operator);
    }

    /** Lists of lists could grow without bound, too. */
    @Override
    protected AstList createAstList(AstParameters elements) {
      for (int i = 0; i < elements.getCardinality(); i++) {
        if (!(elements.getChild(i) instanceof AstLiteral literal) || literal instanceof AstList) {
          throw new ELException("a list holds texts and numbers only, as in ['a', 'b', 3]");
        }
      }
      return new AstList(elements);
    }

    @Override
    protected AstTuple createAstTuple(AstParameters elements) {
      throw new ELException("a list is written ['a', 'b']");
    }

    @Override
    protected AstDict createAstDict(Map<AstNode, AstNode> dict) {
      throw new ELException("a template has no maps");
    }
  }
}
