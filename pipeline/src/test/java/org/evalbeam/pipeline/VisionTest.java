package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows with images, asked over both protocols. */
class VisionTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String SPEC =
      """
      {'name': 'seen', 'cv': {'common_params': {'dataset': {'name': 'pictures', 'path': '%s'},
        'model': {'name': 'm', 'base_url': 'http://one.invalid'},
        'metrics': ['output_length']}, 'grid_params': {'with_vision': [true, false]}}}
      """;

  private static String png(int number) {
    String bytes = "\u0089PNG\r\n\u001a\n" + number;
    return Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The bytes of five images, one of which is there twice, and two rows without one. */
  private static void write(Path file) throws Exception {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          """
          copy (
            select 'What is it?' as query, from_base64('%s') as img
            union all select 'What is it?', from_base64('%s')
            union all select 'What is it?', from_base64('%s')
            union all select null, from_base64('%s')
            union all select 'What is it?', null
            union all select 'What is it?', from_base64('PHN2Zz4=')
          ) to '%s' (format parquet)
          """
              .formatted(png(0), png(1), png(1), png(2), file));
    }
  }

  private static List<String> imagesOf(List<Front.Asked> calls) throws Exception {
    List<String> images = new ArrayList<>();
    for (Front.Asked call : calls) {
      JsonNode content = JSON.readTree(call.body()).at("/messages/0/content");
      if (content.isArray()) {
        images.add(
            content
                .findValue("image_url")
                .path("url")
                .asText()
                .replace("data:image/png;base64,", ""));
      }
    }
    Collections.sort(images);
    return images;
  }

  @Test
  void imagesArriveAsTheyAreAndRowsWithoutOneTellWhy(@TempDir Path folder) throws Exception {
    Bench bench = new Bench(folder);
    write(folder.resolve("pictures.parquet"));
    String spec = bench.spec(SPEC.formatted("pictures.parquet"));
    List<Front.Asked> calls = Collections.synchronizedList(new ArrayList<>());
    try (SimulatedEndpoint endpoint = SimulatedEndpoint.start(Bench.atOnce().build());
        Front front =
            Front.of(
                endpoint,
                (asked, call) -> {
                  calls.add(asked);
                  return null;
                })) {
      Program.Ended ended = bench.run(spec, bench.everythingTo(front.baseUrl()));
      assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(imagesOf(calls)).containsExactly(png(0), png(1), png(1), png(2));
      assertThat(calls).as("and five without").hasSize(4 + 5);
      assertThat(calls.stream().map(Front.Asked::id).distinct()).hasSize(9);

      calls.clear();
      Program.Ended again = bench.run(spec, bench.everythingTo(front.baseUrl()));
      assertThat(again.code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
      assertThat(calls).as("images are part of a call's identity, and it is kept").isEmpty();
    }
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(
              tables.rows(
                  """
                  select with_vision, num_line, reason, error_msg from answers
                  join experiments using (experiment) where status <> 'ok' order by all
                  """))
          .containsExactly(
              List.of(false, 3, "missing_field", "the row's query is null or blank"),
              List.of(true, 4, "missing_field", "the row's img is null or blank"),
              List.of(
                  true,
                  5,
                  "unreadable_image",
                  "found 5 bytes of something else, must be a data URL or the base64 of a PNG,"
                      + " JPEG, GIF or WebP image"));
      assertThat(tables.column("select distinct variant from experiments order by 1"))
          .containsExactly("m#{with_vision=true}", "m#{with_vision=unset}");
    }
  }

  @Test
  void bothProtocolsAreTakenByAServerThatChecksThem(@TempDir Path folder) throws Exception {
    try (Rehearsal rehearsal = Rehearsal.in(folder)) {
      Bench bench = rehearsal.bench();
      String rows = "{'img': '%s'}, {'img': 'data:image/png;base64,%s'}".formatted(png(0), png(1));
      String spec =
          bench.spec(
              """
              {'name': 'seen', 'cv': {'common_params': {
                'dataset': {'name': 'pictures', 'df': [%s]},
                'model': {'prelude_prompt': 'Read it.'}, 'with_vision': true,
                'metrics': ['nb_tokens_prompt']}, 'grid_params': {'model': [
                  {'name': 'o', 'base_url': 'https://one.invalid'},
                  {'name': 'a', 'base_url': 'https://two.invalid'}]}}}
              """
                  .formatted(rows));
      rehearsal.catalog(
          """
          default_judge: o
          endpoints:
            anthropic:
              base_url: https://two.invalid
              protocol: anthropic
              send_to: $SERVER
              api_key: $KEY
            others:
              base_url: "*"
              models: ["*"]
              send_to: $SERVER
              api_key: $KEY
          """
              .replace("$SERVER", rehearsal.endpoint().baseUrl())
              .replace("$KEY", Canary.reference(bench)));
      Ran ran = rehearsal.run(spec);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.calls("a")).isEqualTo(2);
      assertThat(rehearsal.rows("select distinct nb_tokens_prompt from answers"))
          .as("an image counts as one")
          .containsExactly(List.of(1002L));
    }
  }
}
