package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.evalbeam.data.Hosting;
import org.evalbeam.data.ModelSize;
import org.evalbeam.endpoint.http.Route;
import org.evalbeam.endpoint.http.Timeouts;
import org.evalbeam.endpoint.pacing.Limits;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.Vocabulary.Address;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointCatalogReaderTest {

  /** The fields of an entry behind its address. */
  private static final String TERMS =
      "protocol, headers, max_in_flight, requests_per_minute, tokens_per_minute,"
          + " input_tokens_per_minute, output_tokens_per_minute, attempts, retry_for, timeouts,"
          + " proxy, ca, prices, sizes, zone, pue, mix, allow_plain_http";

  private static final KeyReference KEY =
      new KeyReference(KeyReference.Kind.ENVIRONMENT, "THE_KEY");

  @Test
  void anEntryIsAllThatIsKnownOfAnEndpoint() throws Exception {
    String ca = authority();
    EndpointCatalog catalog =
        EndpointCatalogReader.read(
            "e.yaml",
            """
            default_judge: judge
            endpoints:
              full:
                base_url: https://h/v1/
                models: [m-*]
                api_key: ${THE_KEY}
                protocol: anthropic
                headers: {X-Team: "${THE_KEY} stays as it is"}
                max_in_flight: 7
                requests_per_minute: 50
                tokens_per_minute: 40e3
                input_tokens_per_minute: 30000
                output_tokens_per_minute: 8000.5
                attempts: 3
                retry_for: 5m
                timeouts: {connect: 500ms, idle: 1.5m, total: 1h}
                proxy: http://proxy:3128/
                ca: $CA
                prices:
                  m: {input: 2.5, output: 10, currency: EUR, as_of: 2025-11-01}
                  "*": {input: 0, output: 0}
                zone: FRA
                pue: 1.3
                mix: 0.05
                sizes: {m: [8, 28]}
            """
                .replace("$CA", ca));

    assertThat(catalog.defaultJudge()).isEqualTo("judge");
    assertThat(catalog.knownModels()).containsExactly("m-*");
    assertThat(catalog.addressOf("m-1")).contains(new Address("https://h/v1", KEY));
    assertThat(catalog.resolve(Models.at("https://h/v1")))
        .isEqualTo(
            new Endpoint(
                "m at https://h/v1",
                "https://h/v1",
                "https://h/v1",
                "m",
                KEY,
                new Terms(
                    Dialect.ANTHROPIC,
                    Map.of("X-Team", "${THE_KEY} stays as it is"),
                    new Limits(50.0, 40_000.0, 30_000.0, 8000.5, 7),
                    3,
                    Duration.ofMinutes(5),
                    new Timeouts(
                        Duration.ofMillis(500), Duration.ofSeconds(90), Duration.ofHours(1)),
                    new Route("http://proxy:3128", ca),
                    new Price(2.5, 10, "EUR", LocalDate.of(2025, 11, 1)),
                    new Hosting("FRA", 1.3, 0.05, new ModelSize(8, 28, 8, 28)))));
  }

  @Test
  void whatIsLeftOutHasDefaults() throws Exception {
    EndpointCatalog catalog =
        EndpointCatalogReader.read(
            "e.yaml",
            "endpoints: {short: {base_url: https://h/v1, timeouts: {idle: 9s}, api_key: }}");

    assertThat(catalog.defaultJudge()).isEqualTo("gpt-4o-mini");
    Endpoint endpoint = catalog.resolve(Models.at("https://h/v1"));
    assertThat(endpoint.apiKey()).isNull();
    Timeouts timeouts =
        new Timeouts(Timeouts.DEFAULT.connect(), Duration.ofSeconds(9), Timeouts.DEFAULT.total());
    assertThat(endpoint.terms())
        .isEqualTo(
            new Terms(
                Dialect.OPENAI,
                Map.of(),
                Limits.UNKNOWN,
                6,
                Duration.ofMinutes(30),
                timeouts,
                Route.DIRECT,
                null,
                Hosting.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "0",
        "[8]",
        "[28, 8]",
        "8B",
        "{active: 9}",
        "{active: 9, total: 8}",
        "{active: 3, total: [30, 20]}",
        "{active: 3, total: 30, passive: 1}",
      })
  void aSizeThatIsNoneIsAProblem(String size) {
    String yaml = "endpoints: {e: {base_url: https://h/v1, sizes: {m: %s}}}".formatted(size);

    assertThat(failure(yaml).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).isEqualTo("$.endpoints.e.sizes.m"));
  }

  @Test
  void aSizeMayBeANumberARangeOrOfAMixture() throws Exception {
    EndpointCatalog catalog =
        EndpointCatalogReader.read(
            "e.yaml",
            """
            default_embedding_model: e5
            endpoints:
              one: {base_url: https://1/v1, sizes: {"*": 8}}
              two: {base_url: https://2/v1, sizes: {other: 1, "m*": {active: [44, 132], total: 440}}}
            """);

    assertThat(catalog.defaultEmbeddingModel()).isEqualTo("e5");
    assertThat(catalog.resolve(Models.at("https://1/v1")).terms().hosting().size())
        .isEqualTo(new ModelSize(8, 8, 8, 8));
    assertThat(catalog.resolve(Models.at("https://2/v1")).terms().hosting().size())
        .isEqualTo(new ModelSize(44, 132, 440, 440));
  }

  @Test
  void aCatalogWithoutEndpointsIsOneToo() throws Exception {
    EndpointCatalog catalog = EndpointCatalogReader.read("e.yaml", "default_judge: j");

    assertThat(catalog.knownModels()).isEmpty();
    assertThat(catalog.resolve(Models.at("https://h/v1")).terms()).isEqualTo(Terms.DEFAULT);
  }

  @Test
  void theShippedCatalogIsSound() throws Exception {
    Path shipped =
        Path.of(
            Objects.requireNonNull(System.getProperty("evalbeam.home")), "configs/endpoints.yaml");

    EndpointCatalog catalog =
        EndpointCatalogReader.read(shipped.toString(), Files.readString(shipped));

    assertThat(catalog.addressOf(catalog.defaultJudge())).isPresent();
  }

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheFile() {
    InvalidSpecException e =
        failure(
            """
            default_juge: x
            endpoints:
              none:
                models: m
                api_key: sk-canary
                max_in_fligth: 3
              wrong:
                base_url: https://h/v1
                models: [m, 5, " "]
                timeouts: {idle: 30, total: 0s, read: 5s}
                allow_plain_http: 1
              text: https://h/v1
            """);

    assertThat(e.file()).isEqualTo("e.yaml");
    assertThat(e.problems())
        .containsExactly(
            new Problem(
                "$.default_juge",
                "unknown field \"default_juge\" (nearest: \"default_judge\"); allowed:"
                    + " default_judge, default_embedding_model, endpoints"),
            new Problem(
                "$.endpoints.none.base_url", "missing, must be a URL, or \"*\" for every one"),
            new Problem("$.endpoints.none.models", "found \"m\", must be a list of texts"),
            new Problem(
                "$.endpoints.none.api_key",
                "found something else (not shown), must be ${NAME} or ${file:PATH}"),
            new Problem(
                "$.endpoints.none.max_in_fligth",
                "unknown field \"max_in_fligth\" (nearest: \"max_in_flight\"); allowed: base_url,"
                    + " models, api_key, send_to, "
                    + TERMS),
            new Problem("$.endpoints.wrong.models[1]", "found 5, must be a text that is not blank"),
            new Problem(
                "$.endpoints.wrong.models[2]", "found \" \", must be a text that is not blank"),
            new Problem(
                "$.endpoints.wrong.timeouts.idle",
                "found 30, must be a duration such as 500ms, 30s, 5m or 1h"),
            new Problem(
                "$.endpoints.wrong.timeouts.total",
                "found \"0s\", must be a duration such as 500ms, 30s, 5m or 1h"),
            new Problem(
                "$.endpoints.wrong.timeouts.read",
                "unknown field \"read\"; allowed: connect, idle, total"),
            new Problem("$.endpoints.wrong.allow_plain_http", "found 1, must be true or false"),
            new Problem(
                "$.endpoints.text",
                "found \"https://h/v1\", must be an object with base_url, models, api_key, send_to, "
                    + TERMS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "allow_plain_http | maybe",
        "allow_plain_http | 'true'",
        "allow_plain_http | [true]",
        "protocol         | soap",
        "headers          | x",
        "headers          | [x]",
        "requests_per_minute | 0",
        "requests_per_minute | -5",
        "tokens_per_minute   | 'many'",
        "attempts         | 0",
        "retry_for        | 30",
        "proxy            | proxy:3128",
        "ca               | ' '",
        "prices           | 5",
        "zone             | france",
        "max_in_flight    | 0",
        "max_in_flight    | 1.5",
        "max_in_flight    | '8'",
        "max_in_flight    | 99999999999",
        "models           | {a: b}",
        "timeouts         | 30s",
        "base_url         | h/v1",
        "base_url         | ftp://h/v1",
        "base_url         | https://user:word@h/v1",
        "base_url         | 'https://h/v1?key=x'",
        "base_url         | https://h/v1#x",
        "base_url         | 5",
        "pue              | 0.9",
        "mix              | -1",
        "sizes            | 8",
        "base_url         | http://h:65536/v1",
        "send_to          | '*'",
        "send_to          | https://user@h/v1",
        "send_to          | 'https://h/v1?x'",
      })
  void aValueOfTheWrongKindIsAProblemOfItsField(String field, String value) {
    String entry = field.equals("base_url") ? "" : "base_url: https://h/v1, ";
    String yaml = "endpoints: {e: {%s%s: %s}}".formatted(entry, field, value);

    assertThat(failure(yaml).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).isEqualTo("$.endpoints.e." + field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "m: 5                                  | m",
        "m: {input: 1}                         | m.output",
        "m: {output: 1}                        | m.input",
        "m: {input: -1, output: 1}             | m.input",
        "m: {input: x, output: 1}              | m.input",
        "m: {input: 1, output: 1, currency: $} | m.currency",
        "m: {input: 1, output: 1, as_of: soon} | m.as_of",
        "m: {input: 1, output: 1, cached: 1}   | m.cached",
      })
  void aPriceIsTwoNumbersACurrencyAndADay(String prices, String path) {
    String yaml = "endpoints: {e: {base_url: https://h/v1, prices: {%s}}}".formatted(prices);

    assertThat(failure(yaml).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).isEqualTo("$.endpoints.e.prices." + path));
  }

  @Test
  void theFirstPriceThatFitsAModelCounts() throws Exception {
    String yaml =
        """
        endpoints:
          e:
            base_url: https://h/v1
            prices:
              m-mini*: {input: 1, output: 2}
              "m*": {input: 3, output: 4}
        """;

    EndpointCatalog catalog = EndpointCatalogReader.read("e.yaml", yaml);

    Price price = catalog.resolve(Models.at("https://h/v1")).terms().price();
    assertThat(price).isEqualTo(new Price(3, 4, "USD", null));
  }

  @Test
  void authoritiesThatCannotBeTrustedAreAProblemOfTheirField(@TempDir Path folder)
      throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN skcanary4711-----\n");
    Path none = folder.resolve("none.pem");

    assertThat(wrongCa(none)).isEqualTo("there is no file " + none);
    assertThat(wrongCa(folder)).isEqualTo(folder + " is a folder");
    assertThat(wrongCa(empty)).isEqualTo(empty + " holds no certificate");
    assertThat(wrongCa(key)).isEqualTo(key + " holds no PEM certificates");
  }

  /** What is said of a {@code ca}, without what is allowed. */
  private static String wrongCa(Path ca) {
    String allowed = "; must be a PEM file with certificates";
    Problem problem =
        failure("endpoints: {e: {base_url: https://h/v1, ca: '%s'}}".formatted(ca))
            .problems()
            .get(0);
    assertThat(problem.path()).isEqualTo("$.endpoints.e.ca");
    assertThat(problem.message()).endsWith(allowed);
    return problem.message().substring(0, problem.message().length() - allowed.length());
  }

  private static String authority() throws Exception {
    return Path.of(
            Objects.requireNonNull(EndpointCatalogReaderTest.class.getResource("authority.pem"))
                .toURI())
        .toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: skcanary",
        "x-API-key: skcanary",
        "'a b': skcanary",
        "X-A: 5",
        "X-A: \"a\\nskcanary\"",
        "X-A: [skcanary]",
      })
  void aHeaderIsOneLineThatIsNotOurs(String header) {
    InvalidSpecException e =
        failure("endpoints: {e: {base_url: https://h/v1, headers: {%s}}}".formatted(header));

    assertThat(e.problems()).hasSize(1);
    assertThat(e.getMessage()).contains("$.endpoints.e.headers").doesNotContain("skcanary");
  }

  @Test
  void modelsNeedAnAddress() {
    assertThat(failure("endpoints: {e: {base_url: '*', models: [m]}}").problems())
        .containsExactly(
            new Problem(
                "$.endpoints.e.models",
                "has no address: must have a base_url other than \"*\", or send_to"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1d", "-5s", "5", "s", "5 s", "0.5ms", "999999h", "1e3s", "''"})
  void aTimeIsADurationWithItsUnit(String duration) {
    assertThat(
            failure("endpoints: {e: {base_url: '*', timeouts: {connect: %s}}}".formatted(duration))
                .problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.path()).isEqualTo("$.endpoints.e.timeouts.connect"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_key: skcanary4711",
        "api_key: [skcanary4711]",
        "api_key: {skcanary: skcanary4711}",
        "api_key: '${skcanary4711'",
        "apikey: skcanary4711",
        "api_key: skcanary4711: x",
        "api_key: 'skcanary4711",
        "base_url: skcanary4711",
        "base_url: https://skcanary4711@h/v1",
        "send_to: https://h/v1?key=skcanary4711",
      })
  void noMessageQuotesAKey(String field) {
    InvalidSpecException e = failure("endpoints:\n  e:\n    models: [m]\n    " + field + "\n");

    assertThat(e).hasNoCause();
    assertThat(e.getMessage()).contains("e.yaml: $").doesNotContain("skcanary");
  }

  private static InvalidSpecException failure(String yaml) {
    return catchThrowableOfType(
        InvalidSpecException.class, () -> EndpointCatalogReader.read("e.yaml", yaml));
  }
}
