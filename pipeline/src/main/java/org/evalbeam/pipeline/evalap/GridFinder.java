package org.evalbeam.pipeline.evalap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns experiments back into the grid that made them: equal ones are repeats, and those that
 * differ are the product of the values of the fields in which they differ, in an order in which a
 * grid would make them.
 */
final class GridFinder {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private GridFinder() {}

  /**
   * The {@code cv} that makes these experiments, in this order.
   *
   * @param experiments each without its name
   * @return null where no grid does
   */
  static @Nullable ObjectNode find(List<ObjectNode> experiments) {
    List<ObjectNode> points = new ArrayList<>();
    for (ObjectNode experiment : experiments) {
      if (points.isEmpty() || !points.get(points.size() - 1).equals(experiment)) {
        points.add(experiment);
      }
    }
    int repeat = experiments.size() / Math.max(1, points.size());
    if (experiments.size() < 2 || !repeated(points, repeat).equals(experiments)) {
      return null;
    }
    Set<String> varying = varying(points);
    List<List<String>> orders = new ArrayList<>();
    permute(new ArrayList<>(varying), List.of(), orders);
    for (List<String> order : orders) {
      Map<String, List<JsonNode>> values = new LinkedHashMap<>();
      order.forEach(field -> values.put(field, values(points, field)));
      if (product(points.get(0), values).equals(points)) {
        return cv(points.get(0), values, repeat);
      }
    }
    return null;
  }

  private static List<ObjectNode> repeated(List<ObjectNode> points, int repeat) {
    List<ObjectNode> all = new ArrayList<>();
    for (ObjectNode point : points) {
      for (int i = 0; i < repeat; i++) {
        all.add(point);
      }
    }
    return all;
  }

  private static Set<String> varying(List<ObjectNode> points) {
    Set<String> fields = new LinkedHashSet<>();
    points.forEach(point -> point.fieldNames().forEachRemaining(fields::add));
    fields.removeIf(field -> values(points, field).size() == 1);
    return fields;
  }

  /** The different values of a field, in the order of their first appearance; absent is null. */
  private static List<JsonNode> values(List<ObjectNode> points, String field) {
    Set<JsonNode> values = new LinkedHashSet<>();
    points.forEach(
        point -> values.add(point.hasNonNull(field) ? point.get(field) : JSON.nullNode()));
    return List.copyOf(values);
  }

  /** What a grid of these values makes; the first field changes slowest. */
  private static List<ObjectNode> product(ObjectNode common, Map<String, List<JsonNode>> values) {
    List<ObjectNode> points = List.of(common);
    for (Map.Entry<String, List<JsonNode>> field : values.entrySet()) {
      List<ObjectNode> more = new ArrayList<>();
      for (ObjectNode point : points) {
        for (JsonNode value : field.getValue()) {
          ObjectNode next = point.deepCopy();
          if (value.isNull()) {
            next.remove(field.getKey());
          } else {
            next.set(field.getKey(), value);
          }
          more.add(next);
        }
      }
      points = more;
    }
    return points;
  }

  private static void permute(List<String> left, List<String> chosen, List<List<String>> orders) {
    if (left.isEmpty()) {
      orders.add(chosen);
    }
    for (String next : left) {
      List<String> rest = new ArrayList<>(left);
      rest.remove(next);
      List<String> longer = new ArrayList<>(chosen);
      longer.add(next);
      permute(rest, longer, orders);
    }
  }

  private static ObjectNode cv(ObjectNode first, Map<String, List<JsonNode>> values, int repeat) {
    ObjectNode common = JSON.objectNode();
    ObjectNode grid = JSON.objectNode();
    first.properties().stream()
        .filter(field -> !values.containsKey(field.getKey()))
        .forEach(field -> common.set(field.getKey(), field.getValue()));
    values.forEach(
        (field, list) -> {
          ObjectNode shared = shared(list);
          if (!shared.isEmpty()) {
            common.set(field, shared);
          }
          ArrayNode own = grid.putArray(field);
          list.forEach(value -> own.add(without(value, shared)));
        });
    ObjectNode cv = JSON.objectNode();
    cv.set("common_params", common);
    cv.set("grid_params", grid);
    cv.put("repeat", repeat);
    return cv;
  }

  /** The fields that all values have, and have equal; none where one is no object. */
  private static ObjectNode shared(List<JsonNode> values) {
    ObjectNode shared = JSON.objectNode();
    if (values.stream().allMatch(JsonNode::isObject)) {
      values.get(0).properties().stream()
          .filter(
              field ->
                  values.stream()
                      .allMatch(value -> field.getValue().equals(value.get(field.getKey()))))
          .forEach(field -> shared.set(field.getKey(), field.getValue()));
    }
    return shared;
  }

  private static JsonNode without(JsonNode value, ObjectNode shared) {
    if (shared.isEmpty()) {
      return value;
    }
    ObjectNode rest = value.deepCopy();
    shared.fieldNames().forEachRemaining(rest::remove);
    return rest;
  }
}
