package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands print for scripts. */
class JsonOutputTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void planAndRunTellTheirFiguresAsOneObject(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      String spec = rehearsal.set(3, "'judge_exactness', 'output_length'");
      Program.Ended planned =
          Program.run("plan", "--spec=" + spec, "--endpoints=" + rehearsal.catalog(), "--json");
      assertThat(planned.code()).as(planned.err()).isZero();
      JsonNode plan = JSON.readTree(planned.out());
      assertThat(plan.path("name").asText()).isEqualTo("rehearsed");
      assertThat(plan.path("trials").asInt()).isEqualTo(3);
      assertThat(plan.path("calls_to_make").asInt()).isEqualTo(6);
      assertThat(plan.at("/experiments/0/metrics").toString())
          .isEqualTo("[\"judge_exactness\",\"output_length\"]");
      assertThat(plan.at("/endpoints/0/answers/unique").asInt()).isEqualTo(3);
      assertThat(plan.at("/endpoints/1/judgements/planned").asInt()).isEqualTo(3);
      assertThat(plan.at("/endpoints/0/cost").isNull()).as("no price is known").isTrue();
      assertThat(plan.at("/endpoints/0/tokens_in/least").asLong()).isPositive();

      Ran ran = rehearsal.run(spec, "--json");
      assertThat(ran.code()).as(ran.err()).isZero();
      JsonNode run = JSON.readTree(ran.out());
      assertThat(run.at("/counts/trials").asInt()).isEqualTo(3);
      assertThat(run.path("win_rates").isArray()).isTrue();
      Path report = Path.of(run.path("report").asText());
      assertThat(report).isNotEmptyFile();

      Ran unreported = rehearsal.run(spec, "--json", "--no-report");
      assertThat(unreported.code()).as(unreported.err()).isZero();
      assertThat(JSON.readTree(unreported.out()).get("report").isNull()).isTrue();
      assertThat(report).as("an older one would tell of other tables").doesNotExist();
      assertThat(JSON.readTree(unreported.out()).path("counts").path("trials").asInt())
          .isEqualTo(3);
      JsonNode length = run.path("summary").get(0);
      for (JsonNode row : run.path("summary")) {
        length = row.path("metric").asText().equals("output_length") ? row : length;
      }
      assertThat(rehearsal.rows("select mean, support from summary where metric = 'output_length'"))
          .containsExactly(
              List.of(length.path("mean").asDouble(), length.path("support").asLong()));
    }
  }
}
