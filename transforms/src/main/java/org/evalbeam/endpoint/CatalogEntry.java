package org.evalbeam.endpoint;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.evalbeam.data.ModelSize;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.Model;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the endpoint catalog.
 *
 * @param name its name
 * @param baseUrl the base URL that it describes, and all below it; {@code *} for every one
 * @param models names of models that are to be had here, {@code *} standing for any characters
 * @param apiKey the key where the spec names none
 * @param sendTo where calls really go, without the spec's key; null for the base URL itself
 * @param terms how its endpoints are called, but for their prices
 * @param prices model names, {@code *} standing for any characters, to their prices; the first that
 *     fits counts
 * @param sizes likewise to their sizes
 * @param allowPlainHttp whether a key may go there over http, though the host is not loopback
 */
record CatalogEntry(
    String name,
    String baseUrl,
    List<String> models,
    @Nullable KeyReference apiKey,
    @Nullable String sendTo,
    Terms terms,
    Map<String, Price> prices,
    Map<String, ModelSize> sizes,
    boolean allowPlainHttp) {

  static final String ANY = "*";

  /** What holds for endpoints that no entry describes. */
  static final CatalogEntry UNLISTED =
      new CatalogEntry("", ANY, List.of(), null, null, Terms.DEFAULT, Map.of(), Map.of(), false);

  /** Whether the entry describes this URL: it is the entry's, or lies below it. */
  boolean covers(String url) {
    return baseUrl.equals(ANY) || url.equals(baseUrl) || url.startsWith(baseUrl + "/");
  }

  /** Whether calls that the entry describes go to this URL. */
  boolean calls(String url) {
    return sendTo == null ? covers(url) : url.equals(sendTo);
  }

  boolean serves(String model) {
    return models.stream().anyMatch(pattern -> matches(pattern, model));
  }

  /** The base URL of models that are found by name. */
  String address() {
    return baseUrl.equals(ANY) && sendTo != null ? sendTo : baseUrl;
  }

  Endpoint endpoint(Model model, String asked) {
    String shown = model.name() + " at " + (sendTo == null ? asked : sendTo);
    Terms own = terms.withModel(of(prices, model.name()), of(sizes, model.name()));
    return sendTo == null
        ? new Endpoint(shown, asked, asked, model.name(), specKey(model, asked), own)
        : new Endpoint(shown, name + ">" + asked, sendTo, model.name(), apiKey, own);
  }

  /** What the first pattern that fits the model has. */
  private static <V> @Nullable V of(Map<String, V> byPattern, String model) {
    return byPattern.entrySet().stream()
        .filter(entry -> matches(entry.getKey(), model))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** The catalog's key goes only where the catalog's own base URL is asked for. */
  private @Nullable KeyReference specKey(Model model, String asked) {
    return model.apiKey() == null && asked.equals(baseUrl) ? apiKey : model.apiKey();
  }

  private static boolean matches(String pattern, String model) {
    String regex = Pattern.quote(pattern).replace(ANY, "\\E.*\\Q");
    return Pattern.matches(regex, model);
  }
}
