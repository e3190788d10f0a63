package org.evalbeam.spec.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object and reports those that are unknown, missing or of the wrong kind.
 * A JSON null is a field that is not there.
 */
public final class Fields {

  private final Place place;
  private final Map<String, Located> fields;
  private final Problems problems;

  private Fields(Located object, Problems problems) {
    this.place = object.place();
    this.fields = object.fields();
    this.problems = problems;
  }

  /** The fields of an object. */
  public static Fields of(Located object, Problems problems) {
    return new Fields(object, problems);
  }

  /** Reports the fields that are not among those allowed. */
  public Fields allow(Collection<String> allowed) {
    fields.forEach(
        (name, value) -> {
          if (!allowed.contains(name)) {
            problems.add(value.place(), Unknown.message("field", name, allowed));
          }
        });
    return this;
  }

  /** Where the object stands. */
  public Place place() {
    return place;
  }

  /** Where a field stands, or would stand. */
  public Place placeOf(String name) {
    Located value = fields.get(name);
    return value == null ? place.absent(name) : value.place();
  }

  /** A field's value; null where it is absent, a JSON null, or already reported. */
  public @Nullable Located get(String name) {
    Located value = fields.get(name);
    return value == null || value.json().isNull() || value.isReported() ? null : value;
  }

  /** As {@link #get}; an absent field is a problem. */
  public @Nullable Located required(String name, String allowed) {
    Located value = fields.get(name);
    if (value == null || value.json().isNull()) {
      problems.add(placeOf(name), "missing, must be " + allowed);
    }
    return get(name);
  }

  /** A text; null where it is absent or no text. */
  public @Nullable String text(String name) {
    return textOf(get(name), "text", true);
  }

  /** A text that is not blank; null where it is absent or not that. */
  public @Nullable String name(String name) {
    return textOf(get(name), "a text that is not blank", false);
  }

  /** A text that is not blank; null, and a problem, where it is absent or not that. */
  public @Nullable String requiredName(String name) {
    String allowed = "a text that is not blank";
    return textOf(required(name, allowed), allowed, false);
  }

  /** An object's fields as they are, in its order; empty where it is absent or no object. */
  public Map<String, JsonNode> object(String name) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    Located object = get(name);
    if (object != null && object.json().isObject()) {
      object.json().properties().forEach(field -> values.put(field.getKey(), field.getValue()));
    } else if (object != null) {
      problems.wrong(object, "an object");
    }
    return values;
  }

  /** An object of texts that are not blank, in its order; those that are not that are left out. */
  public Map<String, String> texts(String name, String allowed) {
    Located object = get(name);
    if (object != null && !object.json().isObject()) {
      problems.wrong(object, "an object");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    if (object != null) {
      object
          .fields()
          .forEach(
              (field, value) -> {
                String text = textOf(value, allowed, false);
                if (text != null) {
                  texts.put(field, text);
                }
              });
    }
    return texts;
  }

  /** A list of texts that are not blank; empty where it is absent, without those that are not. */
  public List<String> names(String name) {
    Located list = get(name);
    if (list != null && !list.json().isArray()) {
      problems.wrong(list, "a list of texts");
    }
    List<String> names = new ArrayList<>();
    for (Located value : list == null ? List.<Located>of() : list.elements()) {
      String text = textOf(value, "a text that is not blank", false);
      if (text != null) {
        names.add(text);
      }
    }
    return names;
  }

  /** An integer of at least {@code least}; {@code byDefault} where it is absent or not that. */
  public int integer(String name, int least, int byDefault) {
    Integer given = integer(name, least);
    return given == null ? byDefault : given;
  }

  /**
   * An integer of at least {@code least} that an int holds; null where it is absent or not that.
   */
  public @Nullable Integer integer(String name, int least) {
    Located value = get(name);
    if (value == null) {
      return null;
    }
    JsonNode json = value.json();
    if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < least) {
      boolean tooLarge = json.isIntegralNumber() && json.bigIntegerValue().signum() > 0;
      problems.wrong(
          value,
          tooLarge && !json.canConvertToInt()
              ? "an integer from %d to %d".formatted(least, Integer.MAX_VALUE)
              : "an integer of at least " + least);
      return null;
    }
    return json.intValue();
  }

  /** A number above 0, or from 0; null where it is absent or not that. */
  public @Nullable Double number(String name, boolean zeroAllowed) {
    Located value = get(name);
    if (value == null) {
      return null;
    }
    double number = value.json().isNumber() ? value.json().doubleValue() : Double.NaN;
    if (!(Double.isFinite(number) && (number > 0 || (zeroAllowed && number == 0)))) {
      problems.wrong(value, zeroAllowed ? "a number of at least 0" : "a number above 0");
      return null;
    }
    return number;
  }

  /** True or false; false where it is absent or neither. */
  public boolean flag(String name) {
    Located value = get(name);
    if (value != null && !value.json().isBoolean()) {
      problems.wrong(value, "true or false");
    }
    return value != null && value.json().booleanValue();
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
