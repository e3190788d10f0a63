package org.evalbeam.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.flow.EvaluationPlan;
import org.evalbeam.flow.ForecastCall.Tokens;
import org.evalbeam.flow.PlannedExperiment;
import org.evalbeam.metric.CallRange;
import org.evalbeam.spec.Experiment;
import org.jspecify.annotations.Nullable;

/** What {@code plan} prints: the experiments, and what is to be called where at which cost. */
final class PlanText {

  private PlanText() {}

  /** The lines, tables among them. */
  static List<String> of(PreparedSet prepared, EvaluationPlan plan, CallForecast forecast) {
    List<String> lines = new ArrayList<>();
    lines.add(Printable.of(prepared.set().name()));
    lines.add("");
    lines.add(experiments(plan).toString());
    lines.add(calls(forecast).toString());
    lines.add(costs(forecast).toString());
    lines.add(totals(plan, forecast));
    return lines;
  }

  private static TextTable experiments(EvaluationPlan plan) {
    TextTable table =
        new TextTable().row("experiment", "variant", "repeat", "dataset", "metrics", "judge");
    for (PlannedExperiment planned : plan.experiments()) {
      Experiment experiment = planned.experiment();
      table.row(
          experiment.name(),
          experiment.variant(),
          String.valueOf(experiment.repeat()),
          experiment.dataset(),
          String.valueOf(experiment.metrics().size()),
          experiment.judge() == null ? "-" : experiment.judge().shownName());
    }
    return table;
  }

  private static TextTable calls(CallForecast forecast) {
    TextTable table =
        new TextTable()
            .row("endpoint", "answers planned", "unique", "judgements", "kept", "to call", "key");
    for (EndpointForecast at : forecast.all()) {
      Endpoint endpoint = at.endpoint();
      table.row(
          endpoint.name(),
          number(at.answers().planned()),
          number(at.answers().unique()),
          range(at.judgements().planned(), at.further()),
          number(at.answers().kept() + at.judgements().kept()),
          range(at.toMake(), at.further()),
          endpoint.apiKey() == null ? "none" : endpoint.apiKey().shown());
    }
    return table;
  }

  private static TextTable costs(CallForecast forecast) {
    TextTable table =
        new TextTable()
            .row("endpoint", "tokens in", "tokens out", "cost", "shortest time", "limits");
    for (EndpointForecast at : forecast.all()) {
      table.row(
          at.endpoint().name(),
          interval(at.input()),
          interval(at.output()),
          cost(at.cost()),
          time(at.leastSeconds()),
          PlainLimits.of(at.endpoint().terms().limits()));
    }
    return table;
  }

  private static String totals(EvaluationPlan plan, CallForecast forecast) {
    long planned = forecast.all().stream().mapToLong(at -> at.answers().planned()).sum();
    long unique = forecast.all().stream().mapToLong(at -> at.answers().unique()).sum();
    long judgements = forecast.all().stream().mapToLong(at -> at.judgements().planned()).sum();
    long toMake = forecast.all().stream().mapToLong(EndpointForecast::toMake).sum();
    CallRange further =
        forecast.all().stream()
            .map(EndpointForecast::further)
            .reduce(CallRange.NONE, CallRange::plus);
    double least =
        forecast.all().stream().mapToDouble(EndpointForecast::leastSeconds).max().orElse(0);
    return ("%,d experiments, %,d trials%s; %,d answers planned, %,d unique calls for them, %s"
            + " judgements; %s calls to make%s")
        .formatted(
            plan.experiments().size(),
            forecast.trials(),
            forecast.comparisons() == 0
                ? ""
                : ", %,d comparisons of answers".formatted(forecast.comparisons()),
            planned,
            unique,
            range(judgements, further),
            range(toMake, further),
            least == 0 ? "" : ", in " + time(least) + " at least");
  }

  /** Some calls and those that follow from them, of which only a range is known. */
  private static String range(long known, CallRange further) {
    long least = known + further.least();
    long most = known + further.most();
    return least == most ? number(least) : number(least) + " to " + number(most);
  }

  private static String number(long number) {
    return "%,d".formatted(number);
  }

  private static String interval(Tokens tokens) {
    return tokens.most() == 0 ? "-" : "%,d to %,d".formatted(tokens.least(), tokens.most());
  }

  private static String cost(EndpointForecast.@Nullable Cost cost) {
    if (cost == null) {
      return "unknown price";
    }
    return cost.most() == 0
        ? "0"
        : "%.2f to %.2f %s".formatted(cost.least(), cost.most(), cost.currency());
  }

  /** Nothing is known of the time where no limit is. */
  private static String time(double seconds) {
    return seconds == 0 ? "-" : ShownTime.of(Duration.ofSeconds((long) Math.ceil(seconds)));
  }
}
