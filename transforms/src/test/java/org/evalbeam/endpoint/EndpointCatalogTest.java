package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.KeyReference.Kind;
import org.evalbeam.spec.Vocabulary.Address;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointCatalogTest {

  private static final KeyReference SPECS = new KeyReference(Kind.ENVIRONMENT, "SPECS_KEY");
  private static final KeyReference CATALOGS = new KeyReference(Kind.ENVIRONMENT, "CATALOGS_KEY");

  private static EndpointCatalog catalog(String... entries) throws InvalidSpecException {
    StringBuilder yaml = new StringBuilder("endpoints:\n");
    for (int i = 0; i < entries.length; i++) {
      yaml.append("  e").append(i).append(": {").append(entries[i]).append("}\n");
    }
    return EndpointCatalogReader.read("e.yaml", yaml.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/v1,       7",
    "https://h/v1/below, 7",
    "https://h/v10,      256",
    "https://h/v,        256",
    "https://h,          256",
    "http://h/v1,        256",
    "https://h.evil/v1,  256",
  })
  void anEntryCoversItsBaseUrlAndAllBelowIt(String url, int maxInFlight) throws Exception {
    EndpointCatalog catalog = catalog("base_url: https://h/v1, max_in_flight: 7");

    Endpoint endpoint = catalog.resolve(Models.at(url));

    assertThat(endpoint.mostInFlight()).isEqualTo(maxInFlight);
    assertThat(endpoint.url()).isEqualTo(url);
    assertThat(endpoint.identity()).isEqualTo(url);
  }

  @Test
  void theFirstEntryThatCoversAUrlCounts() throws Exception {
    EndpointCatalog catalog =
        catalog(
            "base_url: https://h/v1, max_in_flight: 1",
            "base_url: '*', max_in_flight: 2",
            "base_url: https://other/v1, max_in_flight: 3");

    assertThat(catalog.resolve(Models.at("https://h/v1")).mostInFlight()).isEqualTo(1);
    assertThat(catalog.resolve(Models.at("https://other/v1")).mostInFlight()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o,       https://a/v1",
    "gpt-,         https://a/v1",
    "o1,           https://b/v1",
    "x-mini-y,     https://b/v1",
    "exact,        https://b/v1",
    "exact-not,    ",
    "my-gpt-4o,    ",
    "aXb,          ",
    "a.b,          https://b/v1",
  })
  void aModelIsFoundByThePatternsOfTheFirstEntryThatHasIt(String model, @Nullable String url)
      throws Exception {
    EndpointCatalog catalog =
        catalog(
            "base_url: https://a/v1, models: [gpt-*]",
            "base_url: https://b/v1, models: [gpt-4o, o1*, '*-mini-*', exact, a.b]");

    assertThat(catalog.addressOf(model).map(Address::baseUrl)).isEqualTo(Optional.ofNullable(url));
  }

  @Test
  void allPatternsAreKnown() throws Exception {
    assertThat(
            catalog(
                    "base_url: https://a/v1, models: [z, gpt-*]",
                    "base_url: https://b/v1, models: [a]")
                .knownModels())
        .containsExactly("a", "gpt-*", "z");
  }

  @Test
  void theCatalogsKeyGoesToItsOwnBaseUrlOnly() throws Exception {
    EndpointCatalog catalog = catalog("base_url: https://h/v1, api_key: '${CATALOGS_KEY}'");

    assertThat(catalog.resolve(Models.at("https://h/v1")).apiKey()).isEqualTo(CATALOGS);
    assertThat(catalog.resolve(Models.at("https://h/v1", SPECS)).apiKey()).isEqualTo(SPECS);
    assertThat(catalog.resolve(Models.at("https://h/v1/below")).apiKey()).isNull();
    assertThat(catalog.resolve(Models.at("https://other/v1")).apiKey()).isNull();
  }

  @Test
  void theKeyOfAnEntryForEveryUrlGoesToNoUrlOfASpec() throws Exception {
    EndpointCatalog catalog = catalog("base_url: '*', api_key: '${CATALOGS_KEY}'");

    assertThat(catalog.resolve(Models.at("https://other/v1")).apiKey()).isNull();
  }

  @Test
  void callsThatAreSentElsewhereNeverCarryTheSpecsKey() throws Exception {
    EndpointCatalog with =
        catalog("base_url: '*', send_to: http://127.0.0.1:9/v1, api_key: '${CATALOGS_KEY}'");
    EndpointCatalog without = catalog("base_url: https://h/v1, send_to: http://127.0.0.1:9/v1");

    Endpoint endpoint = with.resolve(Models.at("https://h/v1", SPECS));
    assertThat(endpoint.url()).isEqualTo("http://127.0.0.1:9/v1");
    assertThat(endpoint.apiKey()).isEqualTo(CATALOGS);
    assertThat(without.resolve(Models.at("https://h/v1", SPECS)).apiKey()).isNull();
    assertThat(with.sendsSpecKey("https://h/v1")).isFalse();
    assertThat(without.sendsSpecKey("https://h/v1")).isFalse();
    assertThat(without.sendsSpecKey("https://other/v1")).isTrue();
    assertThat(without.sendsSpecKey(null)).isTrue();
  }

  @Test
  void whereCallsAreSentDoesNotChangeTheirIdentity() throws Exception {
    Endpoint here =
        catalog("base_url: '*', send_to: http://127.0.0.1:9/v1").resolve(Models.at("https://h/v1"));
    Endpoint there =
        catalog("base_url: '*', send_to: http://127.0.0.1:10/v1")
            .resolve(Models.at("https://h/v1"));
    Endpoint direct = catalog().resolve(Models.at("https://h/v1"));

    assertThat(here.identity()).isEqualTo(there.identity()).isNotEqualTo(direct.identity());
  }

  @Test
  void aModelThatIsFoundByNameIsCalledWhereItsEntrySays() throws Exception {
    EndpointCatalog catalog = catalog("base_url: '*', send_to: https://h/v1, models: [m]");

    String baseUrl = catalog.addressOf("m").orElseThrow().baseUrl();

    assertThat(catalog.resolve(Models.at(baseUrl)).url()).isEqualTo("https://h/v1");
  }

  @Test
  void suppliedOutputsHaveNoEndpoint() throws Exception {
    EndpointCatalog catalog = catalog();

    assertThatThrownBy(() -> catalog.resolve(Models.supplied()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/v1,             true",
    "HTTPS://h/v1,             true",
    "http://localhost:8000/v1, true",
    "http://LocalHost/v1,      true",
    "http://127.0.0.1/v1,      true",
    "http://127.8.9.1:80/v1,   true",
    "http://[::1]:8000/v1,     true",
    "http://h/v1,              false",
    "http://10.0.0.1/v1,       false",
    "http://localhost.h/v1,    false",
    "http://127.0.0.1.h/v1,    false",
    "http://[::2]/v1,          false",
  })
  void aKeyGoesOverHttpsOrStaysOnThisMachine(String url, boolean allowed) throws Exception {
    EndpointCatalog catalog = catalog();

    String refused = catalog.refusesKey(catalog.resolve(Models.at(url, SPECS)));

    if (allowed) {
      assertThat(refused).isNull();
    } else {
      assertThat(refused).contains("${SPECS_KEY}", url, "plain http");
    }
    assertThat(catalog.refusesKey(catalog.resolve(Models.at(url)))).as("without a key").isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "base_url: http://h/v1, allow_plain_http: true                           | true",
        "base_url: http://h/v1, allow_plain_http: false                          | false",
        "base_url: http://h, allow_plain_http: true                              | true",
        "base_url: http://h/v10, allow_plain_http: true                          | false",
        "base_url: '*', allow_plain_http: true                                   | true",
        "base_url: http://h/v1}, b: {base_url: '*', allow_plain_http: true       | false",
        "base_url: '*'}, b: {base_url: http://h/v1, allow_plain_http: true       | false",
      })
  void plainHttpIsAllowedByTheEntryThatCoversTheUrl(String entries, boolean allowed)
      throws Exception {
    EndpointCatalog catalog =
        EndpointCatalogReader.read("e.yaml", "endpoints: {a: {" + entries + "}}");

    String refused = catalog.refusesKey(catalog.resolve(Models.at("http://h/v1", SPECS)));

    assertThat(refused == null).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void anEntryAllowsPlainHttpToWhereItSendsCalls(boolean allow, boolean allowed) throws Exception {
    EndpointCatalog catalog =
        catalog(
            "base_url: https://h/v1, send_to: http://proxy/v1, api_key: '${CATALOGS_KEY}',"
                + " allow_plain_http: "
                + allow);

    String refused = catalog.refusesKey(catalog.resolve(Models.at("https://h/v1")));

    assertThat(refused == null).isEqualTo(allowed);
  }
}
