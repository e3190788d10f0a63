package org.evalbeam.metric.prompt;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import jinjava.javax.el.MethodNotFoundException;
import jinjava.javax.el.PropertyNotFoundException;

/**
 * What an expression can get at from a value: the items of a list by their index, the figures of
 * {@code loop}, and nothing else. Filters and tests are let through because Jinjava calls them like
 * methods.
 */
final class ReachableValues extends JinjavaBeanELResolver {

  private ReachableValues() {
    super(true);
  }

  static ELResolver resolver() {
    CompositeELResolver resolver = new CompositeELResolver();
    resolver.add(new JinjavaListELResolver(true));
    resolver.add(new ReachableValues());
    return resolver;
  }

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    if (base instanceof ForLoop) {
      return super.getValue(context, base, property);
    }
    throw new PropertyNotFoundException("no attribute '" + property + "'");
  }

  @Override
  public Object invoke(
      ELContext context, Object base, Object method, Class<?>[] types, Object[] params) {
    if (base instanceof Filter || base instanceof ExpTest) {
      return super.invoke(context, base, method, types, params);
    }
    throw new MethodNotFoundException("no method '" + method + "'");
  }
}
