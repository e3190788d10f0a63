package org.evalbeam.spec;

import java.util.Map;
import java.util.Optional;
import org.evalbeam.spec.Vocabulary.Address;
import org.evalbeam.spec.Vocabulary.KeyState;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Shown;
import org.evalbeam.spec.tree.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Completes models with what the endpoint catalog knows of them: the base URL that the spec leaves
 * out, and the key for it. Reports models without an address and keys that can't be followed.
 */
final class Addresses {

  private static final String OF_CATALOG = " (the key that the endpoint catalog names)";

  private final Vocabulary vocabulary;
  private final Problems problems;

  Addresses(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /**
   * A model of the spec with its base URL and key.
   *
   * @param model as the spec has it
   * @param fields where it stands
   * @return the model as far as it is known; what lacks is a problem
   */
  Model complete(Model model, Fields fields) {
    Optional<Address> known = addressOf(model.name());
    boolean urlGiven = fields.get("base_url") != null;
    String baseUrl = urlGiven ? model.baseUrl() : known.map(Address::baseUrl).orElse(null);
    if (!urlGiven && known.isEmpty() && !model.name().isEmpty()) {
      problems.add(
          fields.placeOf("base_url"),
          "missing, must be given where the endpoint catalog has no address: "
              + unknown(model.name()));
    }
    if (fields.get(KeyReader.FIELD) != null) {
      check(model.apiKey(), "", baseUrl, fields.placeOf(KeyReader.FIELD));
      return at(baseUrl, model.apiKey(), model);
    }
    KeyReference key =
        known
            .filter(address -> address.baseUrl().equals(baseUrl))
            .map(Address::apiKey)
            .orElse(null);
    check(key, OF_CATALOG, baseUrl, fields.place());
    return at(baseUrl, key, model);
  }

  /**
   * A judge that is only named.
   *
   * @param place where its name stands or would stand
   * @param otherwise what to say before the names of the catalog, where it is not among them
   * @return null where the catalog does not know it
   */
  @Nullable Model find(String name, Place place, String otherwise) {
    Optional<Address> known = addressOf(name);
    if (known.isEmpty()) {
      problems.add(place, otherwise + unknown(name));
      return null;
    }
    check(known.get().apiKey(), OF_CATALOG, known.get().baseUrl(), place);
    return new Model(
        name,
        known.get().baseUrl(),
        known.get().apiKey(),
        null,
        null,
        null,
        Map.of(),
        Map.of(),
        null);
  }

  private Optional<Address> addressOf(String name) {
    return vocabulary
        .addressOf(name)
        .map(address -> new Address(BaseUrl.withoutSlash(address.baseUrl()), address.apiKey()));
  }

  private String unknown(String name) {
    return Unknown.message("model", name, vocabulary.knownModels());
  }

  private void check(
      @Nullable KeyReference key, String source, @Nullable String baseUrl, Place place) {
    if (key == null || key.kind() == KeyReference.Kind.VAULT) {
      return;
    }
    boolean file = key.kind() == KeyReference.Kind.FILE;
    String shown = Shown.plain(key.shown()) + source;
    switch (vocabulary.stateOf(key, baseUrl)) {
      case USABLE -> {}
      case UNSET ->
          problems.add(
              place,
              "%s %s, must be %s"
                  .formatted(
                      file ? "unreadable" : "unset",
                      shown,
                      file ? "a file with the key in it" : "a variable of the environment"));
      case UNSENDABLE -> problems.add(place, KeyState.unsendable(shown));
    }
  }

  private static Model at(@Nullable String baseUrl, @Nullable KeyReference key, Model model) {
    return new Model(
        model.name(),
        baseUrl,
        key,
        model.aliasedName(),
        model.systemPrompt(),
        model.preludePrompt(),
        model.samplingParams(),
        model.extraParams(),
        null);
  }
}
