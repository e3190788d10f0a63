package org.evalbeam.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.Model;
import org.evalbeam.spec.Vocabulary.Address;
import org.jspecify.annotations.Nullable;

/**
 * What is known of endpoints besides what a spec says: where a model is to be had, which key goes
 * there, how many calls at once, how long a call may take, and whether calls are sent elsewhere.
 */
public final class EndpointCatalog {

  private final String defaultJudge;
  private final String defaultEmbeddingModel;
  private final List<CatalogEntry> entries;

  EndpointCatalog(String defaultJudge, String defaultEmbeddingModel, List<CatalogEntry> entries) {
    this.defaultJudge = defaultJudge;
    this.defaultEmbeddingModel = defaultEmbeddingModel;
    this.entries = List.copyOf(entries);
  }

  /** The judge of experiments that name none. */
  public String defaultJudge() {
    return defaultJudge;
  }

  /** The model of metrics that compare embeddings and name none. */
  public String defaultEmbeddingModel() {
    return defaultEmbeddingModel;
  }

  /** Patterns of the models that {@link #addressOf} finds. */
  public Set<String> knownModels() {
    Set<String> patterns = new TreeSet<>();
    entries.forEach(entry -> patterns.addAll(entry.models()));
    return patterns;
  }

  /** Where a model is to be had that the spec names without an address. */
  public Optional<Address> addressOf(String model) {
    return entries.stream()
        .filter(entry -> entry.serves(model))
        .map(entry -> new Address(entry.address(), entry.apiKey()))
        .findFirst();
  }

  /** Whether a key that the spec gives for this base URL is really sent. */
  public boolean sendsSpecKey(@Nullable String baseUrl) {
    return baseUrl == null || entryOf(baseUrl).map(entry -> entry.sendTo() == null).orElse(true);
  }

  /** The endpoint that calls of a model or judge go to; the model is not supplied. */
  public Endpoint resolve(Model model) {
    String baseUrl = model.baseUrl();
    if (baseUrl == null) {
      throw new IllegalArgumentException("supplied outputs have no endpoint: " + model.name());
    }
    return entryOf(baseUrl)
        .map(entry -> entry.endpoint(model, baseUrl))
        .orElseGet(() -> CatalogEntry.UNLISTED.endpoint(model, baseUrl));
  }

  /**
   * Why the endpoint's key must not be sent: it would cross a network in the clear.
   *
   * @return null where it may be sent
   */
  public @Nullable String refusesKey(Endpoint endpoint) {
    KeyReference key = endpoint.apiKey();
    if (key == null || Hosts.isHttps(endpoint.url()) || Hosts.isLoopback(endpoint.url())) {
      return null;
    }
    boolean allowed =
        entries.stream()
            .filter(entry -> entry.calls(endpoint.url()))
            .findFirst()
            .map(CatalogEntry::allowPlainHttp)
            .orElse(false);
    return allowed
        ? null
        : "the key "
            + key.shown()
            + " would go to "
            + endpoint.url()
            + " over plain http; use https, or set allow_plain_http in the endpoint catalog";
  }

  private Optional<CatalogEntry> entryOf(String baseUrl) {
    return entries.stream().filter(entry -> entry.covers(baseUrl)).findFirst();
  }
}
