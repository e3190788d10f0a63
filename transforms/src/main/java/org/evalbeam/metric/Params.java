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
public final class Params {

  private final Map<String, JsonNode> given;
  private final List<Wrong> problems = new ArrayList<>();

  /** Parameters as given; those that are not allowed are a problem. */
  public Params(Map<String, JsonNode> given, List<MetricInfo.Param> allowed) {
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
  public String requiredText(String name) {
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

  /** A text that is not blank, where it is given. */
  public Optional<String> text(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && (!value.get().isTextual() || value.get().textValue().isBlank())) {
      rejectType(name, "a text that is not blank", value.get());
      return Optional.empty();
    }
    return value.map(JsonNode::textValue);
  }

  /** A list of at least one text, none of them blank, where it is given; else empty. */
  public List<String> texts(String name) {
    Optional<JsonNode> value = value(name);
    List<String> texts = new ArrayList<>();
    value.ifPresent(list -> list.forEach(item -> texts.add(item.asText())));
    if (value.isPresent()
        && (!value.get().isArray()
            || texts.isEmpty()
            || texts.stream().anyMatch(String::isBlank)
            || !allTexts(value.get()))) {
      rejectType(name, "a list of texts", value.get());
      return List.of();
    }
    return texts;
  }

  private static boolean allTexts(JsonNode list) {
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        return false;
      }
    }
    return true;
  }

  /** Any JSON, where it is given. */
  public Optional<JsonNode> json(String name) {
    return value(name);
  }

  /** An integer of a range. */
  public int integer(String name, int byDefault, int least, int most) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return byDefault;
    }
    JsonNode given = value.get();
    if (!given.isIntegralNumber()
        || !given.canConvertToInt()
        || given.intValue() < least
        || given.intValue() > most) {
      rejectType(name, "an integer from " + least + " to " + most, given);
      return byDefault;
    }
    return given.intValue();
  }

  /** A finite number from 0. */
  public double notNegative(String name, double byDefault) {
    double number = number(name).orElse(byDefault);
    if (number < 0) {
      reject(name, "must be a number from 0, but is " + number);
    }
    return number;
  }

  /** A finite number. */
  public OptionalDouble number(String name) {
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
  public double share(String name, double byDefault) {
    double share = number(name).orElse(byDefault);
    if (share < 0 || share > 1) {
      reject(name, "must be a number from 0 to 1, but is " + share);
    }
    return share;
  }

  /** True or false. */
  public boolean flag(String name, boolean byDefault) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      rejectType(name, "true or false", value.get());
    }
    return value.map(JsonNode::booleanValue).orElse(byDefault);
  }

  /** One of these, written in lower case. */
  public <E extends Enum<E>> E oneOf(String name, E[] allowed, E byDefault) {
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
  public void reject(String name, String message) {
    problems.add(new Wrong(name, message));
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidParamsException where there was a problem
   */
  public void check() throws InvalidParamsException {
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
