package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.util.SerializableUtils;
import org.evalbeam.data.DatasetRow;
import org.evalbeam.data.Row;
import org.evalbeam.endpoint.Endpoint;
import org.evalbeam.endpoint.Keys;
import org.evalbeam.spec.Model;
import org.junit.jupiter.api.Test;

/** What workers know of a run. */
class EvaluationPlanTest {

  private static final Row ROW_0 = Records.row(0, "q");
  private static final Row ROW_1 = Records.row(1, "q");

  /** Whatever order a spec has its parameters in. */
  @Test
  void experimentsShareExactlyWhereTheirRequestsAreEqual() {
    Map<String, JsonNode> oneWay = new LinkedHashMap<>();
    oneWay.put("temperature", DoubleNode.valueOf(1));
    oneWay.put("seed", IntNode.valueOf(5));
    Map<String, JsonNode> otherWay = new LinkedHashMap<>();
    otherWay.put("seed", IntNode.valueOf(5));
    otherWay.put("temperature", DoubleNode.valueOf(1));
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("one").asking(Experiments.model("m", oneWay)),
            Experiments.named("other").asking(Experiments.model("m", otherWay)));

    assertThat(AnswerCall.task(plan.experiment("one"), ROW_0))
        .isEqualTo(AnswerCall.task(plan.experiment("other"), ROW_0));
  }

  @Test
  void experimentsStandUnderTheirDatasetsInTheOrderOfTheSpec() {
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("b").on("second"),
            Experiments.named("a").on("first"),
            Experiments.named("c").on("second"));

    assertThat(plan.datasets()).containsExactly("second", "first");
    assertThat(plan.experiments())
        .extracting(p -> p.experiment().name())
        .containsExactly("b", "a", "c");
    assertThat(plan.experimentsOn("second"))
        .extracting(p -> p.experiment().name())
        .containsExactly("b", "c");
    assertThat(plan.experimentsOn("third")).isEmpty();
  }

  @Test
  void endpointsAreThoseOfModelsAndJudgesOnce() {
    Endpoint model = Experiments.endpoint(Experiments.URL, "m", 4);
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("a").at(model).judgedBy(judge()),
            Experiments.named("b").at(model).judgedBy(model),
            Experiments.named("c").supplied());

    assertThat(plan.endpoints()).containsExactly(model, judge());
  }

  @Test
  void experimentsOfOneNameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Experiments.plan(Experiments.named("e"), Experiments.named("e")))
        .withMessageContaining("two experiments are named e");
  }

  @Test
  void anUnknownExperimentIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Experiments.plan().experiment("nobody"))
        .withMessageContaining("nobody");
  }

  @Test
  void travelsToWorkersWithoutAnyKey() {
    String key = "sk-literal-key-of-a-spec";
    Endpoint endpoint = Experiments.endpoint(Experiments.URL, "m", Keys.vault(key), 4);
    EvaluationPlan plan =
        Experiments.plan(
            Experiments.named("e").at(endpoint).asking(withTemperature(0.5)).sample(0, 7),
            Experiments.named("f").at(endpoint).asking(withTemperature(0.5)));

    EvaluationPlan arrived = SerializableUtils.ensureSerializable(plan);

    assertThat(arrived.runId()).isEqualTo(plan.runId());
    assertThat(arrived.experiments()).isEqualTo(plan.experiments());
    assertThat(arrived.endpoints()).isEqualTo(plan.endpoints());
    assertThat(arrived.calls()).isEqualTo(plan.calls());
    assertThat(arrived.trials(new DatasetRow(ROW_0, Map.of()))).hasSize(2);
    assertThat(arrived.trials(new DatasetRow(ROW_1, Map.of()))).hasSize(1);
    assertThat(
            new String(SerializableUtils.serializeToByteArray(plan), StandardCharsets.ISO_8859_1))
        .contains("http://")
        .doesNotContain(key);
  }

  private static Endpoint judge() {
    return Experiments.endpoint("http://judge/v1", "j", 4);
  }

  private static Model withTemperature(double temperature) {
    return Experiments.model("m", Map.of("temperature", DoubleNode.valueOf(temperature)));
  }
}
