package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One form for numbers of equal value, so that {@code 1.0} asks for nothing that {@code 1} has not
 * asked for: JSON knows one kind of number, but what wrote a spec may have made decimals of its
 * integers, as pandas and YAML do. It is the integer's form, since fields such as {@code seed} and
 * {@code max_tokens} are integers to servers, and those that are none take integers as well.
 */
final class EqualNumbers {

  /** Beyond it a double does not tell neighbouring integers apart (2^53). */
  private static final double LARGEST = 9_007_199_254_740_992.0;

  private EqualNumbers() {}

  /** The value, its whole numbers as integers, at any depth. */
  static JsonNode of(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      return number(value);
    }
    if (value.isArray()) {
      ArrayNode list = ((ArrayNode) value).arrayNode(value.size());
      value.forEach(element -> list.add(of(element)));
      return list;
    }
    if (value.isObject()) {
      ObjectNode object = ((ObjectNode) value).objectNode();
      value.properties().forEach(field -> object.set(field.getKey(), of(field.getValue())));
      return object;
    }
    return value;
  }

  private static JsonNode number(JsonNode value) {
    double number = value.doubleValue();
    if (Math.rint(number) != number || Math.abs(number) > LARGEST) {
      return value;
    }
    // As the parser has them: what holds equal integers in two types is not equal.
    return value.canConvertToInt()
        ? IntNode.valueOf(value.intValue())
        : LongNode.valueOf(value.longValue());
  }
}
