package org.evalbeam.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalbeam.data.Hosting;
import org.evalbeam.endpoint.http.Route;
import org.evalbeam.endpoint.http.Timeouts;
import org.evalbeam.endpoint.http.TrustedAuthorities;
import org.evalbeam.endpoint.pacing.Limits;
import org.evalbeam.endpoint.protocol.Dialect;
import org.evalbeam.spec.BaseUrl;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Unknown;
import org.jspecify.annotations.Nullable;

/** Reads from an entry of the endpoint catalog how its endpoints are called. */
final class TermsReader {

  private static final List<String> TIMEOUTS = List.of("connect", "idle", "total");
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final Map<String, Double> UNIT_MILLIS =
      Map.of("ms", 1.0, "s", 1e3, "m", 60e3, "h", 3600e3);

  /** A field name as HTTP has it (RFC 9110, "token"). */
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

  /** What the program says itself, and where keys would stand. */
  private static final Set<String> OUR_HEADERS =
      Set.of(
          "authorization",
          "x-api-key",
          "api-key",
          "cookie",
          "proxy-authorization",
          "content-type",
          "content-length",
          "host",
          "x-client-request-id");

  private static final Pattern ZONE = Pattern.compile("[A-Z]{3}");

  private final Fields fields;
  private final Problems problems;

  TermsReader(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /** The terms, without a price: that is the model's. */
  Terms read() {
    Terms byDefault = Terms.DEFAULT;
    return new Terms(
        protocol(),
        headers(),
        new Limits(
            fields.number("requests_per_minute", false),
            fields.number("tokens_per_minute", false),
            fields.number("input_tokens_per_minute", false),
            fields.number("output_tokens_per_minute", false),
            fields.integer("max_in_flight", 1)),
        fields.integer("attempts", 1, byDefault.attempts()),
        duration(fields.get("retry_for"), byDefault.retryFor()),
        timeouts(fields.get("timeouts")),
        route(),
        null,
        hosting());
  }

  private Dialect protocol() {
    Located given = fields.get("protocol");
    if (given == null) {
      return Dialect.OPENAI;
    }
    String name = given.json().asText();
    if (!Dialect.names().contains(name)) {
      problems.add(given.place(), Unknown.message("protocol", name, Dialect.names()));
      return Dialect.OPENAI;
    }
    return Dialect.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** No message quotes a value: a key may stand in it, though it should not. */
  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    Located given = fields.get("headers");
    if (given != null && !given.json().isObject()) {
      problems.add(given.place(), "found something else (not shown), must be an object of texts");
    } else if (given != null) {
      given.fields().forEach((name, value) -> addHeader(name, value, headers));
    }
    return headers;
  }

  private void addHeader(String name, Located value, Map<String, String> headers) {
    if (!HEADER_NAME.matcher(name).matches()) {
      problems.add(value.place(), "is no name of a header");
    } else if (OUR_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      problems.add(value.place(), "must not be set here: keys stand in api_key, the rest is ours");
    } else if (!value.json().isTextual()
        || !HEADER_VALUE.matcher(value.json().textValue()).matches()) {
      problems.add(
          value.place(), "found something else (not shown), must be a text of printable ASCII");
    } else {
      headers.put(name, value.json().textValue());
    }
  }

  private Timeouts timeouts(@Nullable Located given) {
    Timeouts byDefault = Timeouts.DEFAULT;
    if (given == null) {
      return byDefault;
    }
    if (!given.json().isObject()) {
      problems.wrong(given, "an object with " + String.join(", ", TIMEOUTS));
    }
    Fields parts = Fields.of(given, problems).allow(TIMEOUTS);
    return new Timeouts(
        duration(parts.get("connect"), byDefault.connect()),
        duration(parts.get("idle"), byDefault.idle()),
        duration(parts.get("total"), byDefault.total()));
  }

  private Duration duration(@Nullable Located given, Duration byDefault) {
    if (given == null) {
      return byDefault;
    }
    Matcher parts = DURATION.matcher(given.json().asText());
    double millis =
        parts.matches()
            ? Double.parseDouble(parts.group(1)) * UNIT_MILLIS.getOrDefault(parts.group(2), 0.0)
            : 0;
    if (millis < 1 || millis > Integer.MAX_VALUE) {
      problems.wrong(given, "a duration such as 500ms, 30s, 5m or 1h");
      return byDefault;
    }
    return Duration.ofMillis((long) millis);
  }

  private Route route() {
    Located proxy = fields.get("proxy");
    return new Route(proxy == null ? null : BaseUrl.read(proxy, problems), ca());
  }

  /** The file is read already here: without it not one call could be made. */
  private @Nullable String ca() {
    String ca = fields.name("ca");
    if (ca != null) {
      try {
        var unused = TrustedAuthorities.of(ca);
      } catch (IOException e) {
        problems.add(
            fields.placeOf("ca"), e.getMessage() + "; must be a PEM file with certificates");
        return null;
      }
    }
    return ca;
  }

  private Hosting hosting() {
    return new Hosting(zone(), pue(), fields.number("mix", true), null);
  }

  private @Nullable Double pue() {
    Double pue = fields.number("pue", false);
    Located given = fields.get("pue");
    if (pue != null && pue < 1 && given != null) {
      problems.wrong(given, "a number from 1");
    }
    return pue;
  }

  private @Nullable String zone() {
    String zone = fields.name("zone");
    Located given = fields.get("zone");
    if (zone != null && given != null && !ZONE.matcher(zone).matches()) {
      problems.wrong(given, "a code of three capital letters, such as FRA (ISO 3166), or WOR");
      return null;
    }
    return zone;
  }
}
