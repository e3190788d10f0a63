package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.evalbeam.metric.InvalidParamsException.Wrong;

/**
 * Reads the parameters of a metric and gathers what is wrong with them. A parameter that is JSON
 * null counts as not given.
 */
final class Params {

  private final Map<String, JsonNode> given;
  private final List<Wrong> problems = new ArrayList<>();

  /** Parameters as given; those that are not allowed are a problem. */
  Params(Map<String, JsonNode> given, List<MetricInfo.Param> allowed) {
    this.given = given;
    List<String> names = allowed.stream().map(MetricInfo.Param::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        reject(
            name,
            "unknown parameter; "
                + (names.isEmpty() ? "the metric has none" : "allowed are " + names));
      }
    }
  }

  /** A text that must be given and not be blank; where it is not so, empty. */
  String requiredText(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      reject(name, "must be given, a text");
      return "";
    }
    if (!value.get().isTextual() || value.get().textValue().isBlank()) {
      rejectType(name, "a text that is not blank", value.get());
      return "";
    }
    return value.get().textValue();
  }

  /** A finite number. */
  OptionalDouble number(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent()
        && !(value.get().isNumber() && Double.isFinite(value.get().doubleValue()))) {
      rejectType(name, "a number", value.get());
      return OptionalDouble.empty();
    }
    return value.isPresent()
        ? OptionalDouble.of(value.get().doubleValue())
        : OptionalDouble.empty();
  }

  /** A number from 0 to 1. */
  double share(String name, double byDefault) {
    double share = number(name).orElse(byDefault);
    if (share < 0 || share > 1) {
      reject(name, "must be a number from 0 to 1, but is " + share);
    }
    return share;
  }

  /** True or false. */
  boolean flag(String name, boolean byDefault) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      rejectType(name, "true or false", value.get());
    }
    return value.map(JsonNode::booleanValue).orElse(byDefault);
  }

  /** One of these, written in lower case. */
  <E extends Enum<E>> E oneOf(String name, E[] allowed, E byDefault) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return byDefault;
    }
    for (E candidate : allowed) {
      if (shown(candidate).equals(value.get().textValue())) {
        return candidate;
      }
    }
    rejectType(name, "one of " + Stream.of(allowed).map(Params::shown).toList(), value.get());
    return byDefault;
  }

  /** Notes a problem. */
  void reject(String name, String message) {
    problems.add(new Wrong(name, message));
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidParamsException where there was a problem
   */
  void check() throws InvalidParamsException {
    if (!problems.isEmpty()) {
      throw new InvalidParamsException(problems);
    }
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(given.get(name)).filter(value -> !value.isNull());
  }

  private void rejectType(String name, String allowed, JsonNode found) {
    reject(name, "must be " + allowed + ", but is " + found);
  }

  private static String shown(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
