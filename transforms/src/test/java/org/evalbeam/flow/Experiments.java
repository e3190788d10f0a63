package org.evalbeam.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.evalbeam.data.Hosting;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Price;
import org.evalbeam.endpoint.Terms;
import org.evalbeam.endpoint.http.Route;
import org.evalbeam.endpoint.http.Timeouts;
import org.evalbeam.endpoint.pacing.Limits;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.spec.Experiment;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.MetricCall;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/** Experiments for tests: each is said by how it differs from a plain one. */
final class Experiments {

  static final String URL = "http://127.0.0.1:9/v1";

  /** Where the journals of plans go that name none; goes with the build's folder. */
  private static final Path JOURNALS = Path.of("target", "journals");

  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));

  private final String name;
  private String dataset = Records.DATASET;
  private String variantId = "v";
  private String variant = Records.VARIANT;
  private int repeat;
  private Model model = model("m", Map.of());
  private List<MetricCall> metrics = List.of();
  private @Nullable List<Integer> sample;
  private @Nullable Endpoint endpoint = endpoint(URL, "m", 4);
  private @Nullable Endpoint judge;
  private @Nullable Model judgeModel;
  private int judgeRepeats = 1;
  private boolean withVision;

  private Experiments(String name) {
    this.name = name;
  }

  /** An experiment that asks the model {@code m}, without metrics, on all rows. */
  static Experiments named(String name) {
    return new Experiments(name);
  }

  static Model model(String name, Map<String, JsonNode> samplingParams) {
    return model(name, null, samplingParams);
  }

  static Model model(String name, @Nullable String prelude, Map<String, JsonNode> samplingParams) {
    return new Model(name, URL, null, null, null, prelude, samplingParams, Map.of(), null);
  }

  static Endpoint endpoint(String url, String model, int maxInFlight) {
    return endpoint(url, model, null, maxInFlight);
  }

  static Endpoint endpoint(
      String url, String model, @Nullable KeyReference apiKey, int maxInFlight) {
    Terms terms =
        new Terms(
            Dialect.OPENAI,
            Map.of(),
            new Limits(null, null, null, null, maxInFlight),
            6,
            Duration.ofMinutes(30),
            SHORT,
            Route.DIRECT,
            null,
            Hosting.UNKNOWN);
    return new Endpoint(model + " at " + url, url, url, model, apiKey, terms);
  }

  /** An endpoint whose tokens cost something. */
  static Endpoint priced(Price price) {
    Endpoint free = endpoint(URL, "m", 4);
    Terms terms = free.terms();
    return new Endpoint(
        free.name(),
        free.identity(),
        free.url(),
        free.model(),
        free.apiKey(),
        new Terms(
            terms.protocol(),
            terms.headers(),
            terms.limits(),
            terms.attempts(),
            terms.retryFor(),
            terms.timeouts(),
            terms.route(),
            price,
            terms.hosting()));
  }

  Experiments on(String otherDataset) {
    this.dataset = otherDataset;
    return this;
  }

  Experiments variant(String otherVariantId) {
    this.variantId = otherVariantId;
    return this;
  }

  Experiments repeat(int otherRepeat) {
    this.repeat = otherRepeat;
    return this;
  }

  Experiments asking(Model otherModel) {
    this.model = otherModel;
    return this;
  }

  Experiments at(@Nullable Endpoint otherEndpoint) {
    this.endpoint = otherEndpoint;
    return this;
  }

  Experiments judgedBy(Endpoint judgeEndpoint) {
    this.judge = judgeEndpoint;
    this.judgeModel = model(judgeEndpoint.model(), Map.of());
    return this;
  }

  /** The variant's name as shown, and its id. */
  Experiments label(String shown) {
    this.variant = shown;
    this.variantId = shown;
    return this;
  }

  Experiments calls(MetricCall... calls) {
    this.metrics = List.of(calls);
    return this;
  }

  Experiments judge(Model asked) {
    this.judgeModel = asked;
    return this;
  }

  Experiments judgeRepeats(int repeats) {
    this.judgeRepeats = repeats;
    return this;
  }

  Experiments withVision() {
    this.withVision = true;
    return this;
  }

  Experiments sample(Integer... rows) {
    this.sample = List.of(rows);
    return this;
  }

  Experiments metrics(String... names) {
    this.metrics =
        List.of(names).stream().map(metric -> new MetricCall(metric, Map.of(), metric)).toList();
    return this;
  }

  /** Answers come with the spec. */
  Experiments supplied() {
    this.model = new Model("m", null, null, null, null, null, Map.of(), Map.of(), "outputs");
    this.endpoint = null;
    return this;
  }

  PlannedExperiment planned() {
    return new PlannedExperiment(
        new Experiment(
            name,
            null,
            variant,
            variantId,
            repeat,
            dataset,
            model,
            metrics,
            judgeModel,
            judgeRepeats,
            withVision,
            sample),
        endpoint,
        judge);
  }

  /** The plan of these, of a run of its own. */
  static EvaluationPlan plan(Experiments... experiments) {
    return plan(JOURNALS.resolve(UUID.randomUUID().toString()), experiments);
  }

  /** Likewise, with a journal that stays. */
  static EvaluationPlan plan(Path journal, Experiments... experiments) {
    return new EvaluationPlan(
        UUID.randomUUID().toString(),
        List.of(experiments).stream().map(Experiments::planned).toList(),
        new CallSettings(journal.toString(), 1, System.currentTimeMillis(), null, 1, null, null));
  }
}
