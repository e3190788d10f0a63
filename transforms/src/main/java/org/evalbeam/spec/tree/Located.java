package org.evalbeam.spec.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value that knows where in its file it stands, also after values from different places were put
 * into one object. Immutable; the JSON below is never changed.
 *
 * @param place where the value stands; of a merged object, where the winning side stands
 * @param json the value
 * @param moved those of an object's fields that stand elsewhere in the file
 */
public record Located(Place place, JsonNode json, Map<String, Located> moved) {

  /** A value that stands where it was written. */
  public Located(Place place, JsonNode json) {
    this(place, json, Map.of());
  }

  /** Stands for a value whose problem is already reported, so that it is not also missing. */
  public static Located reported(Place place) {
    return new Located(place, MissingNode.getInstance());
  }

  /** Whether this is {@link #reported}. */
  public boolean isReported() {
    return json.isMissingNode();
  }

  /** The fields of an object, in its order; empty for any other value. */
  public Map<String, Located> fields() {
    Map<String, Located> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : properties()) {
      String name = field.getKey();
      Located elsewhere = moved.get(name);
      fields.put(
          name,
          elsewhere == null
              ? new Located(place.field(name, fields.size()), field.getValue())
              : elsewhere);
    }
    return fields;
  }

  /** The values of a list; empty for any other value. */
  public List<Located> elements() {
    List<Located> elements = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(value -> elements.add(new Located(place.element(elements.size()), value)));
    }
    return elements;
  }

  /** This object with a field added or replaced by a value from elsewhere. */
  public Located with(String name, Located value) {
    ObjectNode changed = ((ObjectNode) json).objectNode();
    changed.setAll((ObjectNode) json);
    changed.set(name, value.json);
    Map<String, Located> movedToo = new HashMap<>(moved);
    movedToo.put(name, value);
    return new Located(place, changed, Map.copyOf(movedToo));
  }

  /**
   * This value where another stood: two objects merge at their first level, this one's fields
   * winning; anything else replaces.
   */
  public Located over(Located other) {
    if (!json.isObject()) {
      return this;
    }
    Located merged = this;
    for (Map.Entry<String, Located> field : other.fields().entrySet()) {
      if (!json.has(field.getKey())) {
        merged = merged.with(field.getKey(), field.getValue());
      }
    }
    return merged;
  }

  /** The path alone: the value may hold a key. */
  @Override
  public String toString() {
    return place.path();
  }

  private Set<Map.Entry<String, JsonNode>> properties() {
    return json.isObject() ? json.properties() : Set.of();
  }
}
