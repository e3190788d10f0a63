package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problems;
import org.jspecify.annotations.Nullable;

/** Reads models and judges: a served model, or the answers that the spec brings along. */
final class ModelReader {

  static final List<String> CALLED_FIELDS =
      List.of(
          "name",
          "base_url",
          KeyReader.FIELD,
          "aliased_name",
          "system_prompt",
          "prelude_prompt",
          "sampling_params",
          "extra_params");

  static final List<String> FIELDS =
      Stream.concat(CALLED_FIELDS.stream(), SuppliedOutputsReader.FIELDS.stream()).toList();

  private final KeyReader keys;
  private final Addresses addresses;
  private final SuppliedOutputsReader supplied;
  private final Problems problems;

  ModelReader(Vocabulary vocabulary, SuppliedOutputsReader supplied, Problems problems) {
    this.keys = new KeyReader(vocabulary, problems);
    this.addresses = new Addresses(vocabulary, problems);
    this.supplied = supplied;
    this.problems = problems;
  }

  /**
   * The model of an experiment.
   *
   * @param rows what the experiment runs on; null where that is unknown
   * @return null where there is none, or a problem hides what it is
   */
  @Nullable Model model(Fields experiment, @Nullable RowCount rows) {
    Located at = experiment.required("model", "an object");
    if (at == null) {
      return null;
    }
    if (!at.json().isObject()) {
      problems.wrong(at, "an object");
      return null;
    }
    Fields fields = Fields.of(at, problems).allow(FIELDS);
    return fields.get(SuppliedOutputsReader.OUTPUT) == null
        ? served(fields)
        : supplied(fields, rows);
  }

  /**
   * The judge of an experiment. Its form is checked always, its address only where it is needed.
   *
   * @param byDefault name of the judge where the experiment names none
   * @param needed whether one of the experiment's metrics calls it
   * @return null where none is needed, or a problem hides what it is
   */
  @Nullable Model judge(Fields experiment, String byDefault, boolean needed) {
    Located at = experiment.get("judge_model");
    if (at != null && at.json().isObject()) {
      Fields fields = Fields.of(at, problems).allow(CALLED_FIELDS);
      Model judge = called(fields);
      return needed ? addresses.complete(judge, fields) : null;
    }
    String name = at == null ? byDefault : experiment.name("judge_model");
    return needed && name != null
        ? addresses.find(
            name,
            experiment.placeOf("judge_model"),
            at == null ? "missing, must be given where the default judge has no address: " : "")
        : null;
  }

  private Model served(Fields fields) {
    for (String field : SuppliedOutputsReader.FIELDS) {
      Located given = fields.get(field);
      if (given != null) {
        problems.add(given.place(), "allowed only beside \"output\"");
      }
    }
    return addresses.complete(called(fields), fields);
  }

  /** A model to be called, as it stands there; an unreadable name stands as an empty text. */
  private Model called(Fields fields) {
    String name = fields.requiredName("name");
    Located url = fields.get("base_url");
    return model(
        fields,
        name == null ? "" : name,
        url == null ? null : BaseUrl.read(url, problems),
        keys.read(fields),
        null);
  }

  private @Nullable Model supplied(Fields fields, @Nullable RowCount rows) {
    for (String field : List.of("base_url", KeyReader.FIELD)) {
      Located given = fields.get(field);
      if (given != null) {
        problems.add(given.place(), "not allowed beside \"output\": nothing is called");
      }
    }
    String name = fields.name("name");
    String alias = fields.name("aliased_name");
    if (fields.get("name") == null && fields.get("aliased_name") == null) {
      problems.add(
          fields.placeOf("aliased_name"), "missing, must be a text that is not blank, or \"name\"");
    }
    String outputs = supplied.read(fields, rows);
    String shown = name == null ? alias : name;
    return outputs == null || shown == null ? null : model(fields, shown, null, null, outputs);
  }

  private Model model(
      Fields fields,
      String name,
      @Nullable String baseUrl,
      @Nullable KeyReference key,
      @Nullable String outputs) {
    return new Model(
        name,
        baseUrl,
        key,
        fields.name("aliased_name"),
        fields.text("system_prompt"),
        fields.text("prelude_prompt"),
        requestParams(fields, "sampling_params"),
        requestParams(fields, "extra_params"),
        outputs);
  }

  /**
   * Parameters of the request body, numbers of equal value in one form; those that the program
   * itself must set are problems.
   */
  private Map<String, JsonNode> requestParams(Fields model, String field) {
    Map<String, JsonNode> params = model.object(field);
    params.replaceAll((name, value) -> EqualNumbers.of(value));
    Place place = model.placeOf(field);
    if (params.containsKey("messages")) {
      problems.add(
          place.resolve(".messages"),
          "not allowed: the messages are made of system_prompt, prelude_prompt and the query");
    }
    if (!isAbsentOrFalse(params.get("stream"))) {
      problems.add(place.resolve(".stream"), "not supported, must be false or absent");
    }
    if (params.containsKey("_tools_")) {
      problems.add(place.resolve("._tools_"), "tools are not supported yet, must be absent");
    }
    return Collections.unmodifiableMap(params);
  }

  private static boolean isAbsentOrFalse(@Nullable JsonNode stream) {
    return stream == null || stream.isNull() || (stream.isBoolean() && !stream.booleanValue());
  }
}
