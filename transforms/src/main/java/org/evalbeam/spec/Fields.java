package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object of the spec and reports those that are unknown, missing or of the
 * wrong kind. A JSON null is a field that is not there.
 */
final class Fields {

  private final Place place;
  private final Map<String, Located> fields;
  private final Problems problems;

  private Fields(Located object, Problems problems) {
    this.place = object.place();
    this.fields = object.fields();
    this.problems = problems;
  }

  /** The fields of an object. */
  static Fields of(Located object, Problems problems) {
    return new Fields(object, problems);
  }

  /** Reports the fields that are not among those allowed. */
  Fields allow(Collection<String> allowed) {
    fields.forEach(
        (name, value) -> {
          if (!allowed.contains(name)) {
            problems.add(value.place(), Unknown.message("field", name, allowed));
          }
        });
    return this;
  }

  /** Where the object stands. */
  Place place() {
    return place;
  }

  /** Where a field stands, or would stand. */
  Place placeOf(String name) {
    Located value = fields.get(name);
    return value == null ? place.absent(name) : value.place();
  }

  /** A field's value; null where it is absent, a JSON null, or already reported. */
  @Nullable Located get(String name) {
    Located value = fields.get(name);
    return value == null || value.json().isNull() || value.isReported() ? null : value;
  }

  /** As {@link #get}; an absent field is a problem. */
  @Nullable Located required(String name, String allowed) {
    Located value = fields.get(name);
    if (value == null || value.json().isNull()) {
      problems.add(placeOf(name), "missing, must be " + allowed);
    }
    return get(name);
  }

  /** A text; null where it is absent or no text. */
  @Nullable String text(String name) {
    return textOf(get(name), "text", true);
  }

  /** A text that is not blank; null where it is absent or not that. */
  @Nullable String name(String name) {
    return textOf(get(name), "a text that is not blank", false);
  }

  /** A text that is not blank; null, and a problem, where it is absent or not that. */
  @Nullable String requiredName(String name) {
    String allowed = "a text that is not blank";
    return textOf(required(name, allowed), allowed, false);
  }

  /** An object's fields as they are, in its order; empty where it is absent or no object. */
  Map<String, JsonNode> object(String name) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    Located object = get(name);
    if (object != null && object.json().isObject()) {
      object.json().properties().forEach(field -> values.put(field.getKey(), field.getValue()));
    } else if (object != null) {
      problems.wrong(object, "an object");
    }
    return values;
  }

  private @Nullable String textOf(@Nullable Located value, String allowed, boolean blankAllowed) {
    if (value == null) {
      return null;
    }
    if (!value.json().isTextual() || (!blankAllowed && value.json().textValue().isBlank())) {
      problems.wrong(value, allowed);
      return null;
    }
    return value.json().textValue();
  }
}
