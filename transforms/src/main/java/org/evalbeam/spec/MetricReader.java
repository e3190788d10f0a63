package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalbeam.spec.Vocabulary.MetricNeeds;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Shown;
import org.evalbeam.spec.tree.Unknown;
import org.jspecify.annotations.Nullable;

/** Reads the {@code metrics} of experiments: names, or objects with parameters and an alias. */
final class MetricReader {

  static final List<String> FIELDS = List.of("name", "params", "aliased_name");

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final Baselines baselines;

  MetricReader(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
    this.baselines = new Baselines(problems);
  }

  /** The variants that metrics name. */
  Baselines baselines() {
    return baselines;
  }

  /**
   * The metrics of an experiment.
   *
   * @param calls those that could be read, in the order of the spec
   * @param needJudge whether one of them calls a judge
   */
  record Metrics(List<MetricCall> calls, boolean needJudge) {}

  /** The metrics of an experiment on {@code dataset}, which is null where it is unknown. */
  Metrics read(Fields experiment, @Nullable ChosenDataset dataset) {
    String allowed = "a list of at least one metric";
    Located list = experiment.required("metrics", allowed);
    if (list == null) {
      return new Metrics(List.of(), false);
    }
    if (!list.json().isArray() || list.json().isEmpty()) {
      problems.wrong(list, allowed);
    }
    List<MetricCall> calls = new ArrayList<>();
    Map<String, Place> places = new HashMap<>();
    boolean needJudge = false;
    for (Located at : list.elements()) {
      MetricCall call = metric(at);
      if (call != null) {
        calls.add(call);
        unique(call.alias(), at.place(), places);
        needJudge |= check(call, at.place(), dataset);
      }
    }
    return new Metrics(List.copyOf(calls), needJudge);
  }

  private @Nullable MetricCall metric(Located at) {
    if (at.json().isTextual()) {
      return call(at.json().textValue(), Map.of(), null, at.place());
    }
    if (!at.json().isObject()) {
      problems.wrong(at, "the name of a metric, or an object with name, params, aliased_name");
      return null;
    }
    Fields fields = Fields.of(at, problems).allow(FIELDS);
    String name = fields.requiredName("name");
    String alias = fields.name("aliased_name");
    Map<String, JsonNode> params = Collections.unmodifiableMap(fields.object("params"));
    return name == null ? null : call(name, params, alias, fields.placeOf("name"));
  }

  private @Nullable MetricCall call(
      String name, Map<String, JsonNode> params, @Nullable String alias, Place place) {
    if (!vocabulary.metricNames().contains(name)) {
      problems.add(place, Unknown.message("metric", name, vocabulary.metricNames()));
      return null;
    }
    return new MetricCall(name, params, alias == null ? name : alias);
  }

  private void unique(String alias, Place place, Map<String, Place> places) {
    Place other = places.putIfAbsent(alias, place);
    if (other != null) {
      problems.add(
          place,
          "found %s twice, first at %s; must have an aliased_name of its own"
              .formatted(Shown.text(alias), other.path()));
    }
  }

  /** Reports what is wrong with parameters and columns; says whether a judge is needed. */
  private boolean check(MetricCall call, Place place, @Nullable ChosenDataset dataset) {
    MetricNeeds needs = vocabulary.metric(call.name(), call.params());
    Place params = place.resolve(".params");
    problems.addAll(params, needs.problems());
    if (needs.baseline() != null && dataset != null) {
      baselines.add(params.resolve(".baseline"), needs.baseline(), dataset.name(), call);
    }
    SortedSet<String> columns = new TreeSet<>(needs.columns());
    String who = "the metric " + Shown.text(call.name());
    for (String column : columns) {
      String lack = dataset == null ? null : dataset.lack(who, column);
      if (lack != null) {
        problems.add(place, lack);
      }
    }
    return needs.judge();
  }
}
